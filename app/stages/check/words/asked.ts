import { phrases } from '../../../kernel/phrases.ts'

/** What a customer is asked for, a sentence each. */
export const askedWords = phrases(
  {
    address: 'Please tell us where your order should go.',
    name: 'Please tell us whose name to write on the parcel.',
    street: 'Please tell us the street and house number.',
    city: 'Please tell us the town or city.',
    region: 'Please choose the state, province or region.',
    region_unknown: 'Please choose the state, province or region again.',
    country: 'Please choose the country.',
    country_unknown: 'Please choose the country again.',
    postcode: 'Please tell us the postcode.',
    postcode_like: 'Please tell us the postcode, for example {example}.',
    postcode_form: 'Please check the postcode: in {country} it is written differently.',
    postcode_form_like: 'Please check the postcode: in {country} it is written like {example}.',
    postcode_of:
      'This looks like a postcode of {other}, but your order goes to {country}. Please check both.',
    postcode_elsewhere:
      'This looks like a postcode of another country: in {country} it is written differently.',
    postcode_elsewhere_like:
      'This looks like a postcode of another country: in {country} it is written like {example}.',
    that_country: 'that country',
    email: 'Please tell us your e-mail address, so that we can keep you posted.',
    email_form: 'Please check your e-mail address: no mail can reach it as it is written.',
    email_typo: 'Please check your e-mail address: did you mean {domain}?',
    contact: 'Please tell us how to reach you: an e-mail address or a phone number.',
    phone_form: 'Please check your phone number, or leave it empty.',
    po_box: 'Please give us a street address: our carrier does not bring parcels to PO boxes.',
    parcel_locker:
      'Please give us a street address: our carrier does not bring parcels to this parcel locker.',
    post_number: 'Please add your post number: the Packstation needs it.',
    region_elsewhere: 'Please check postcode and region: the postcode lies in {region}.',
    street_number: 'Please check the house number: the street has none.',
    po_box_doubt: 'Please check the address: it may be that our carrier does not go to PO boxes.',
    parcel_locker_doubt:
      'Please check the address: it may be that our carrier does not go to this parcel locker.',
    need: 'Please tell us: {label}.',
    need_of: 'Please tell us for “{article}”: {label}.',
    need_form: 'Please check: {label}.',
    need_form_of: 'Please check for “{article}”: {label}.',
    need_too_long: '{label}: please write it shorter, with {longest} characters at most.',
    need_number: '{label}: please write a number, such as 12 or 12.5.',
    need_date: '{label}: please write a day, such as 2026-12-24.',
    need_email: '{label}: this is no e-mail address.',
    need_phone: '{label}: this is no phone number.',
    need_tax_id: '{label}: this is no tax number; please check its digits.',
    need_choice: '{label}: please choose one of the list.',
    need_pattern: '{label}: this is not of the form we need.',
  },
  {
    de: {
      address: 'Bitte sagen Sie uns, wohin Ihre Bestellung gehen soll.',
      name: 'Bitte sagen Sie uns, welcher Name auf das Paket soll.',
      street: 'Bitte nennen Sie uns Straße und Hausnummer.',
      city: 'Bitte nennen Sie uns den Ort.',
      region: 'Bitte wählen Sie Bundesland, Provinz oder Region.',
      region_unknown: 'Bitte wählen Sie Bundesland, Provinz oder Region noch einmal.',
      country: 'Bitte wählen Sie das Land.',
      country_unknown: 'Bitte wählen Sie das Land noch einmal.',
      postcode: 'Bitte nennen Sie uns die Postleitzahl.',
      postcode_like: 'Bitte nennen Sie uns die Postleitzahl, zum Beispiel {example}.',
      postcode_form:
        'Bitte prüfen Sie die Postleitzahl: Im Zielland ({country}) wird sie anders geschrieben.',
      postcode_form_like:
        'Bitte prüfen Sie die Postleitzahl: Im Zielland ({country}) sieht sie aus wie {example}.',
      postcode_of:
        'Das sieht nach einer Postleitzahl aus einem anderen Land aus ({other}), Ihre Bestellung geht aber in dieses: {country}. Bitte prüfen Sie beides.',
      postcode_elsewhere:
        'Das sieht nach einer ausländischen Postleitzahl aus: Im Zielland ({country}) wird sie anders geschrieben.',
      postcode_elsewhere_like:
        'Das sieht nach einer ausländischen Postleitzahl aus: Im Zielland ({country}) sieht sie aus wie {example}.',
      that_country: 'unbekannt',
      email:
        'Bitte nennen Sie uns Ihre E-Mail-Adresse, damit wir Sie auf dem Laufenden halten können.',
      email_form:
        'Bitte prüfen Sie Ihre E-Mail-Adresse: So wie sie dasteht, erreicht sie keine E-Mail.',
      email_typo: 'Bitte prüfen Sie Ihre E-Mail-Adresse: Meinten Sie {domain}?',
      contact: 'Bitte sagen Sie uns, wie wir Sie erreichen: per E-Mail oder Telefon.',
      phone_form: 'Bitte prüfen Sie Ihre Telefonnummer oder lassen Sie sie leer.',
      po_box:
        'Bitte nennen Sie uns eine Straßenadresse: Unser Paketdienst beliefert keine Postfächer.',
      parcel_locker:
        'Bitte nennen Sie uns eine Straßenadresse: Unser Paketdienst beliefert diese Paketstation nicht.',
      post_number: 'Bitte ergänzen Sie Ihre Postnummer: Die Packstation braucht sie.',
      region_elsewhere:
        'Bitte prüfen Sie Postleitzahl und Region: Die Postleitzahl liegt in {region}.',
      street_number: 'Bitte prüfen Sie die Hausnummer: Bei der Straße steht keine.',
      po_box_doubt:
        'Bitte prüfen Sie die Adresse: Vielleicht beliefert unser Paketdienst keine Postfächer.',
      parcel_locker_doubt:
        'Bitte prüfen Sie die Adresse: Vielleicht beliefert unser Paketdienst diese Paketstation nicht.',
      need: 'Bitte nennen Sie uns: {label}.',
      need_of: 'Bitte nennen Sie uns für „{article}“: {label}.',
      need_form: 'Bitte prüfen Sie: {label}.',
      need_form_of: 'Bitte prüfen Sie für „{article}“: {label}.',
      need_too_long: '{label}: Bitte kürzer, höchstens {longest} Zeichen.',
      need_number: '{label}: Bitte eine Zahl wie 12 oder 12,5.',
      need_date: '{label}: Bitte ein Datum wie 24.12.2026.',
      need_email: '{label}: Das ist keine E-Mail-Adresse.',
      need_phone: '{label}: Das ist keine Telefonnummer.',
      need_tax_id: '{label}: Das ist keine Steuernummer; bitte prüfen Sie die Ziffern.',
      need_choice: '{label}: Bitte wählen Sie etwas aus der Liste.',
      need_pattern: '{label}: Das hat nicht die Form, die wir brauchen.',
    },
    fr: {
      address: 'Merci de nous indiquer où envoyer votre commande.',
      name: 'Merci de nous indiquer le nom à inscrire sur le colis.',
      street: 'Merci de nous indiquer la rue et le numéro.',
      city: 'Merci de nous indiquer la ville.',
      region: 'Merci de choisir l’État, la province ou la région.',
      region_unknown: 'Merci de choisir à nouveau l’État, la province ou la région.',
      country: 'Merci de choisir le pays.',
      country_unknown: 'Merci de choisir à nouveau le pays.',
      postcode: 'Merci de nous indiquer le code postal.',
      postcode_like: 'Merci de nous indiquer le code postal, par exemple {example}.',
      postcode_form:
        'Merci de vérifier le code postal : dans ce pays ({country}), il s’écrit autrement.',
      postcode_form_like:
        'Merci de vérifier le code postal : dans ce pays ({country}), il s’écrit comme {example}.',
      postcode_of:
        'Cela ressemble à un code postal d’un autre pays ({other}), mais votre commande part ailleurs : {country}. Merci de vérifier les deux.',
      postcode_elsewhere:
        'Cela ressemble à un code postal d’un autre pays : ici ({country}), il s’écrit autrement.',
      postcode_elsewhere_like:
        'Cela ressemble à un code postal d’un autre pays : ici ({country}), il s’écrit comme {example}.',
      that_country: 'inconnu',
      email:
        'Merci de nous indiquer votre adresse e-mail, afin que nous puissions vous tenir informé.',
      email_form:
        'Merci de vérifier votre adresse e-mail : telle quelle, aucun message ne peut arriver.',
      email_typo: 'Merci de vérifier votre adresse e-mail : vouliez-vous dire {domain} ?',
      contact: 'Merci de nous dire comment vous joindre : adresse e-mail ou numéro de téléphone.',
      phone_form: 'Merci de vérifier votre numéro de téléphone, ou de le laisser vide.',
      po_box:
        'Merci de donner une adresse avec une rue : notre transporteur ne livre pas aux boîtes postales.',
      parcel_locker:
        'Merci de donner une adresse avec une rue : notre transporteur ne livre pas à cette consigne.',
      post_number:
        'Merci d’ajouter votre numéro de client (Postnummer) : la Packstation en a besoin.',
      region_elsewhere:
        'Merci de vérifier le code postal et la région : ce code postal se trouve ici : {region}.',
      street_number: 'Merci de vérifier le numéro : la rue n’en a pas.',
      po_box_doubt:
        'Merci de vérifier l’adresse : notre transporteur ne livre peut-être pas aux boîtes postales.',
      parcel_locker_doubt:
        'Merci de vérifier l’adresse : notre transporteur ne livre peut-être pas à cette consigne.',
      need: 'Merci de nous indiquer : {label}.',
      need_of: 'Merci de nous indiquer pour « {article} » : {label}.',
      need_form: 'Merci de vérifier : {label}.',
      need_form_of: 'Merci de vérifier pour « {article} » : {label}.',
      need_too_long: '{label} : merci d’écrire plus court, {longest} caractères au plus.',
      need_number: '{label} : merci d’écrire un nombre, comme 12 ou 12,5.',
      need_date: '{label} : merci d’écrire une date, comme 2026-12-24.',
      need_email: '{label} : ce n’est pas une adresse e-mail.',
      need_phone: '{label} : ce n’est pas un numéro de téléphone.',
      need_tax_id: '{label} : ce n’est pas un numéro fiscal ; merci de vérifier les chiffres.',
      need_choice: '{label} : merci de choisir dans la liste.',
      need_pattern: '{label} : ce n’est pas la forme attendue.',
    },
    es: {
      address: 'Díganos, por favor, adónde debe ir su pedido.',
      name: 'Díganos, por favor, qué nombre ponemos en el paquete.',
      street: 'Díganos, por favor, la calle y el número.',
      city: 'Díganos, por favor, la localidad.',
      region: 'Elija, por favor, el estado, la provincia o la región.',
      region_unknown: 'Elija, por favor, de nuevo el estado, la provincia o la región.',
      country: 'Elija, por favor, el país.',
      country_unknown: 'Elija, por favor, de nuevo el país.',
      postcode: 'Díganos, por favor, el código postal.',
      postcode_like: 'Díganos, por favor, el código postal, por ejemplo {example}.',
      postcode_form:
        'Compruebe, por favor, el código postal: en ese país ({country}) se escribe de otra forma.',
      postcode_form_like:
        'Compruebe, por favor, el código postal: en ese país ({country}) se escribe como {example}.',
      postcode_of:
        'Parece un código postal de otro país ({other}), pero su pedido va a este: {country}. Compruebe ambos, por favor.',
      postcode_elsewhere:
        'Parece un código postal de otro país: aquí ({country}) se escribe de otra forma.',
      postcode_elsewhere_like:
        'Parece un código postal de otro país: aquí ({country}) se escribe como {example}.',
      that_country: 'desconocido',
      email: 'Díganos, por favor, su correo electrónico para que podamos mantenerle al corriente.',
      email_form:
        'Compruebe, por favor, su correo electrónico: tal como está no llega ningún mensaje.',
      email_typo: 'Compruebe, por favor, su correo electrónico: ¿quería decir {domain}?',
      contact: 'Díganos, por favor, cómo podemos contactarle: correo electrónico o teléfono.',
      phone_form: 'Compruebe, por favor, su teléfono o déjelo en blanco.',
      po_box:
        'Indíquenos, por favor, una dirección con calle: nuestro transportista no entrega en apartados de correos.',
      parcel_locker:
        'Indíquenos, por favor, una dirección con calle: nuestro transportista no entrega en esta taquilla.',
      post_number:
        'Añada, por favor, su número de cliente (Postnummer): la Packstation lo necesita.',
      region_elsewhere:
        'Compruebe, por favor, el código postal y la región: ese código es de {region}.',
      street_number: 'Compruebe, por favor, el número: la calle no tiene ninguno.',
      po_box_doubt:
        'Compruebe, por favor, la dirección: quizá nuestro transportista no entregue en apartados de correos.',
      parcel_locker_doubt:
        'Compruebe, por favor, la dirección: quizá nuestro transportista no entregue en esta taquilla.',
      need: 'Díganos, por favor: {label}.',
      need_of: 'Díganos, por favor, para «{article}»: {label}.',
      need_form: 'Compruebe, por favor: {label}.',
      need_form_of: 'Compruebe, por favor, para «{article}»: {label}.',
      need_too_long: '{label}: escríbalo más corto, con {longest} caracteres como máximo.',
      need_number: '{label}: escriba un número, como 12 o 12,5.',
      need_date: '{label}: escriba una fecha, como 2026-12-24.',
      need_email: '{label}: no es un correo electrónico.',
      need_phone: '{label}: no es un teléfono.',
      need_tax_id: '{label}: no es un número fiscal; compruebe las cifras.',
      need_choice: '{label}: elija algo de la lista.',
      need_pattern: '{label}: no tiene la forma que necesitamos.',
    },
    nl: {
      address: 'Laat ons weten waar uw bestelling naartoe moet.',
      name: 'Laat ons weten welke naam er op het pakket moet.',
      street: 'Geef ons de straat en het huisnummer.',
      city: 'Geef ons de plaats.',
      region: 'Kies de staat, provincie of regio.',
      region_unknown: 'Kies de staat, provincie of regio nog een keer.',
      country: 'Kies het land.',
      country_unknown: 'Kies het land nog een keer.',
      postcode: 'Geef ons de postcode.',
      postcode_like: 'Geef ons de postcode, bijvoorbeeld {example}.',
      postcode_form: 'Controleer de postcode: in dit land ({country}) wordt die anders geschreven.',
      postcode_form_like:
        'Controleer de postcode: in dit land ({country}) wordt die geschreven als {example}.',
      postcode_of:
        'Dit lijkt op een postcode uit een ander land ({other}), maar uw bestelling gaat hierheen: {country}. Controleer beide.',
      postcode_elsewhere:
        'Dit lijkt op een postcode uit een ander land: hier ({country}) wordt die anders geschreven.',
      postcode_elsewhere_like:
        'Dit lijkt op een postcode uit een ander land: hier ({country}) wordt die geschreven als {example}.',
      that_country: 'onbekend',
      email: 'Geef ons uw e-mailadres, zodat we u op de hoogte kunnen houden.',
      email_form: 'Controleer uw e-mailadres: zoals het er staat, komt er geen mail aan.',
      email_typo: 'Controleer uw e-mailadres: bedoelde u {domain}?',
      contact: 'Laat ons weten hoe we u bereiken: een e-mailadres of een telefoonnummer.',
      phone_form: 'Controleer uw telefoonnummer, of laat het leeg.',
      po_box: 'Geef ons een adres met een straat: onze vervoerder bezorgt niet op postbussen.',
      parcel_locker:
        'Geef ons een adres met een straat: onze vervoerder bezorgt niet bij deze pakketautomaat.',
      post_number: 'Voeg uw klantnummer (Postnummer) toe: het Packstation heeft het nodig.',
      region_elsewhere: 'Controleer postcode en regio: de postcode ligt in {region}.',
      street_number: 'Controleer het huisnummer: bij de straat staat er geen.',
      po_box_doubt: 'Controleer het adres: misschien bezorgt onze vervoerder niet op postbussen.',
      parcel_locker_doubt:
        'Controleer het adres: misschien bezorgt onze vervoerder niet bij deze pakketautomaat.',
      need: 'Laat ons weten: {label}.',
      need_of: 'Laat ons weten voor “{article}”: {label}.',
      need_form: 'Controleer: {label}.',
      need_form_of: 'Controleer voor “{article}”: {label}.',
      need_too_long: '{label}: graag korter, hoogstens {longest} tekens.',
      need_number: '{label}: graag een getal, zoals 12 of 12,5.',
      need_date: '{label}: graag een datum, zoals 2026-12-24.',
      need_email: '{label}: dit is geen e-mailadres.',
      need_phone: '{label}: dit is geen telefoonnummer.',
      need_tax_id: '{label}: dit is geen belastingnummer; controleer de cijfers.',
      need_choice: '{label}: kies iets uit de lijst.',
      need_pattern: '{label}: dit heeft niet de vorm die we nodig hebben.',
    },
  },
)
