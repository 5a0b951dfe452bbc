import { phrases } from '../../kernel/phrases.ts'

/** What the shoppers' pages say themselves; what is asked comes from the rooms. */
export const shopperWords = phrases(
  {
    optional: 'optional',
    choose: 'Please choose',
    check: 'Please check:',
    questions: 'Questions? Ask',
    correct_title: 'Your order {order} needs a detail',
    correct_needed: 'What we need from you:',
    so_far: 'The address so far',
    send: 'Send',
    right_as_written: 'My postcode is right as I wrote it. Please have somebody look at it.',
    right_anyway: 'It is right as I wrote it.',
    something_else: 'Something else is wrong too',
    what_next: 'What happens next',
    next_text:
      'As soon as we have this, we check your order again and it goes on by itself. You get a mail when it is on its way.',
    thanks: 'Thank you',
    thanks_have: 'We have what we need for order {order}.',
    thanks_office:
      'Somebody at the shop looks at what you wrote, and your order goes on after that. If anything is unclear, we write to you.',
    thanks_on:
      'Your order goes on now. You get a mail when it is on its way; there is nothing more for you to do.',
    cancelled_title: 'This order was cancelled',
    cancelled_text:
      'Order {order} was cancelled, so we need nothing from you. If that surprises you, please ask the shop.',
    nothing_title: 'Nothing is missing any more',
    nothing_text:
      'We have everything we need for order {order}. It is on its way through the shop.',
    broken_title: 'This link does not work',
    broken_text:
      'It may have been cut off on the way. Please open it again from the mail, or copy all of it.',
    expired_title: 'This link is no longer valid',
    expired_text: 'Its time has run out. Please write to the shop: they can send you a new one.',
    revoked_title: 'The shop has closed this link',
    revoked_text:
      'A newer mail may have taken its place. If something about your order is still open, the shop gets in touch with you.',
    used_title: 'This link was used already',
    used_text:
      'Your answer has reached the shop. If anything else is needed, you get a new mail with a new link.',
    rules_by: 'Address rules contain data from Google’s libaddressinput (CC BY 4.0).',
  },
  {
    de: {
      optional: 'freiwillig',
      choose: 'Bitte wählen',
      check: 'Bitte prüfen Sie:',
      questions: 'Fragen? Wenden Sie sich an',
      correct_title: 'Zu Ihrer Bestellung {order} fehlt uns eine Angabe',
      correct_needed: 'Das brauchen wir von Ihnen:',
      so_far: 'Die Adresse bisher',
      send: 'Absenden',
      right_as_written: 'Meine Postleitzahl stimmt so. Bitte lassen Sie jemanden darauf schauen.',
      right_anyway: 'Es stimmt so, wie ich es geschrieben habe.',
      something_else: 'Es stimmt noch etwas anderes nicht',
      what_next: 'Wie es weitergeht',
      next_text:
        'Sobald wir die Angabe haben, prüfen wir Ihre Bestellung noch einmal, und sie geht von selbst weiter. Sie bekommen eine E-Mail, wenn sie unterwegs ist.',
      thanks: 'Vielen Dank',
      thanks_have: 'Wir haben alles, was wir für die Bestellung {order} brauchen.',
      thanks_office:
        'Jemand aus dem Shop sieht sich Ihre Angabe an, danach geht Ihre Bestellung weiter. Wenn etwas unklar ist, schreiben wir Ihnen.',
      thanks_on:
        'Ihre Bestellung geht jetzt weiter. Sie bekommen eine E-Mail, wenn sie unterwegs ist; mehr brauchen Sie nicht zu tun.',
      cancelled_title: 'Diese Bestellung wurde storniert',
      cancelled_text:
        'Die Bestellung {order} wurde storniert, wir brauchen also nichts von Ihnen. Wenn Sie das überrascht, fragen Sie bitte den Shop.',
      nothing_title: 'Es fehlt nichts mehr',
      nothing_text:
        'Wir haben alles, was wir für die Bestellung {order} brauchen. Sie ist im Shop in Arbeit.',
      broken_title: 'Dieser Link funktioniert nicht',
      broken_text:
        'Vielleicht wurde er unterwegs abgeschnitten. Bitte öffnen Sie ihn noch einmal aus der E-Mail oder kopieren Sie ihn ganz.',
      expired_title: 'Dieser Link gilt nicht mehr',
      expired_text:
        'Seine Zeit ist abgelaufen. Bitte schreiben Sie dem Shop: Er kann Ihnen einen neuen schicken.',
      revoked_title: 'Der Shop hat diesen Link geschlossen',
      revoked_text:
        'Vielleicht ist eine neuere E-Mail an seine Stelle getreten. Wenn zu Ihrer Bestellung noch etwas offen ist, meldet sich der Shop bei Ihnen.',
      used_title: 'Dieser Link wurde schon benutzt',
      used_text:
        'Ihre Antwort ist beim Shop. Wenn noch etwas fehlt, bekommen Sie eine neue E-Mail mit einem neuen Link.',
      rules_by: 'Die Adressregeln enthalten Daten aus Googles libaddressinput (CC BY 4.0).',
    },
    fr: {
      optional: 'facultatif',
      choose: 'Merci de choisir',
      check: 'Merci de vérifier :',
      questions: 'Des questions ? Adressez-vous à',
      correct_title: 'Il manque une précision à votre commande {order}',
      correct_needed: 'Ce dont nous avons besoin :',
      so_far: 'L’adresse jusqu’ici',
      send: 'Envoyer',
      right_as_written:
        'Mon code postal est juste tel quel. Merci de le faire vérifier par quelqu’un.',
      right_anyway: 'C’est juste tel que je l’ai écrit.',
      something_else: 'Autre chose n’est pas juste',
      what_next: 'La suite',
      next_text:
        'Dès que nous avons votre réponse, nous vérifions à nouveau votre commande et elle suit son cours. Vous recevez un e-mail quand elle est en route.',
      thanks: 'Merci',
      thanks_have: 'Nous avons ce qu’il faut pour la commande {order}.',
      thanks_office:
        'Quelqu’un de la boutique regarde votre réponse, puis votre commande suit son cours. Si quelque chose n’est pas clair, nous vous écrivons.',
      thanks_on:
        'Votre commande suit son cours. Vous recevez un e-mail quand elle est en route ; vous n’avez plus rien à faire.',
      cancelled_title: 'Cette commande a été annulée',
      cancelled_text:
        'La commande {order} a été annulée, nous n’avons donc besoin de rien. Si cela vous surprend, adressez-vous à la boutique.',
      nothing_title: 'Il ne manque plus rien',
      nothing_text:
        'Nous avons tout ce qu’il faut pour la commande {order}. La boutique s’en occupe.',
      broken_title: 'Ce lien ne fonctionne pas',
      broken_text:
        'Il a peut-être été coupé en route. Merci de l’ouvrir à nouveau depuis l’e-mail, ou de le copier en entier.',
      expired_title: 'Ce lien n’est plus valable',
      expired_text:
        'Son délai est passé. Merci d’écrire à la boutique : elle peut vous en envoyer un nouveau.',
      revoked_title: 'La boutique a fermé ce lien',
      revoked_text:
        'Un e-mail plus récent le remplace peut-être. S’il reste quelque chose à régler pour votre commande, la boutique vous contactera.',
      used_title: 'Ce lien a déjà été utilisé',
      used_text:
        'Votre réponse est arrivée à la boutique. S’il manque autre chose, vous recevrez un nouvel e-mail avec un nouveau lien.',
      rules_by:
        'Les règles d’adresse contiennent des données de libaddressinput de Google (CC BY 4.0).',
    },
    es: {
      optional: 'opcional',
      choose: 'Elija, por favor',
      check: 'Compruebe, por favor:',
      questions: '¿Preguntas? Diríjase a',
      correct_title: 'A su pedido {order} le falta un dato',
      correct_needed: 'Lo que necesitamos de usted:',
      so_far: 'La dirección hasta ahora',
      send: 'Enviar',
      right_as_written: 'Mi código postal es correcto así. Que lo mire alguien, por favor.',
      right_anyway: 'Es correcto tal como lo he escrito.',
      something_else: 'Hay otra cosa que no es correcta',
      what_next: 'Qué pasa ahora',
      next_text:
        'En cuanto lo tengamos, comprobamos otra vez su pedido y sigue adelante. Recibirá un correo cuando esté en camino.',
      thanks: 'Gracias',
      thanks_have: 'Tenemos lo que necesitamos para el pedido {order}.',
      thanks_office:
        'Alguien de la tienda mira lo que ha escrito y después su pedido sigue adelante. Si algo no está claro, le escribimos.',
      thanks_on:
        'Su pedido sigue adelante. Recibirá un correo cuando esté en camino; no tiene que hacer nada más.',
      cancelled_title: 'Este pedido se ha anulado',
      cancelled_text:
        'El pedido {order} se ha anulado, así que no necesitamos nada. Si le sorprende, pregunte a la tienda.',
      nothing_title: 'Ya no falta nada',
      nothing_text:
        'Tenemos todo lo que necesitamos para el pedido {order}. La tienda se ocupa de él.',
      broken_title: 'Este enlace no funciona',
      broken_text:
        'Quizá se haya cortado por el camino. Ábralo otra vez desde el correo o cópielo entero.',
      expired_title: 'Este enlace ya no es válido',
      expired_text: 'Su plazo ha terminado. Escriba a la tienda: puede enviarle uno nuevo.',
      revoked_title: 'La tienda ha cerrado este enlace',
      revoked_text:
        'Quizá lo sustituya un correo más reciente. Si queda algo pendiente de su pedido, la tienda se pondrá en contacto con usted.',
      used_title: 'Este enlace ya se ha usado',
      used_text:
        'Su respuesta ha llegado a la tienda. Si hace falta algo más, recibirá otro correo con otro enlace.',
      rules_by:
        'Las reglas de direcciones contienen datos de libaddressinput de Google (CC BY 4.0).',
    },
    nl: {
      optional: 'niet verplicht',
      choose: 'Maak een keuze',
      check: 'Controleer:',
      questions: 'Vragen? Neem contact op met',
      correct_title: 'Voor uw bestelling {order} missen we een gegeven',
      correct_needed: 'Dit hebben we van u nodig:',
      so_far: 'Het adres tot nu toe',
      send: 'Versturen',
      right_as_written: 'Mijn postcode klopt zoals ik hem schreef. Laat er iemand naar kijken.',
      right_anyway: 'Het klopt zoals ik het schreef.',
      something_else: 'Er klopt nog iets anders niet',
      what_next: 'Hoe het verdergaat',
      next_text:
        'Zodra we dit hebben, controleren we uw bestelling opnieuw en gaat die vanzelf verder. U krijgt een mail als ze onderweg is.',
      thanks: 'Bedankt',
      thanks_have: 'We hebben wat we nodig hebben voor bestelling {order}.',
      thanks_office:
        'Iemand van de winkel kijkt naar wat u schreef en daarna gaat uw bestelling verder. Is er iets onduidelijk, dan schrijven we u.',
      thanks_on:
        'Uw bestelling gaat nu verder. U krijgt een mail als ze onderweg is; u hoeft niets meer te doen.',
      cancelled_title: 'Deze bestelling is geannuleerd',
      cancelled_text:
        'Bestelling {order} is geannuleerd, we hebben dus niets van u nodig. Verbaast u dat, vraag het dan aan de winkel.',
      nothing_title: 'Er ontbreekt niets meer',
      nothing_text:
        'We hebben alles wat we nodig hebben voor bestelling {order}. De winkel is ermee bezig.',
      broken_title: 'Deze link werkt niet',
      broken_text:
        'Misschien is hij onderweg afgekapt. Open hem nog een keer vanuit de mail, of kopieer hem helemaal.',
      expired_title: 'Deze link is niet meer geldig',
      expired_text: 'Zijn tijd is voorbij. Schrijf de winkel: die kan u een nieuwe sturen.',
      revoked_title: 'De winkel heeft deze link gesloten',
      revoked_text:
        'Misschien is er een nieuwere mail voor in de plaats gekomen. Staat er nog iets open voor uw bestelling, dan neemt de winkel contact met u op.',
      used_title: 'Deze link is al gebruikt',
      used_text:
        'Uw antwoord is bij de winkel. Is er nog iets nodig, dan krijgt u een nieuwe mail met een nieuwe link.',
      rules_by: 'De adresregels bevatten gegevens uit libaddressinput van Google (CC BY 4.0).',
    },
  },
)
