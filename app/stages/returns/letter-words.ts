import { phrases } from '../../kernel/phrases.ts'

/** The letters about a return. Nobody whose language it is has read German, French, Spanish and Dutch yet. */
export const returnLetterWords = phrases(
  {
    requested_title: 'We have your return {number}',
    approved_title: 'Please send your return {number} back',
    declined_title: 'We cannot take return {number} back',
    refunded_title: 'Your refund for return {number}',
    closed_title: 'Your return {number} is closed',
    requested_preview: 'You need not do anything yet.',
    approved_preview: 'Where to send it, and what to write on the parcel.',
    declined_preview: 'Here is why.',
    settled_preview: 'What came of your return.',
    requested:
      'We have your wish to send something of order {order} back. Somebody of the shop looks at it on the next working day. Please keep the goods until you hear from us.',
    approved: 'You may send these back, within {days} days:',
    write_number: 'Write this number on the parcel',
    send_to: 'Send it to',
    ask_address: 'Please ask us for the address: just answer this mail.',
    before: 'Before you send it',
    pack_well:
      'Pack the goods so that they arrive safely, and keep the receipt of the carrier until the return is done.',
    declined:
      'We are sorry: we cannot take this back. Please do not send it. Here is what the shop says:',
    about: 'It was about',
    refunded:
      'We have given back {refund} for order {order}, the way you paid. It can take some days until you see it.',
    closed: 'Your return for order {order} is closed. No money is given back.',
    found: 'What we found',
    see: 'See my return',
  },
  {
    de: {
      requested_title: 'Wir haben Ihre Rücksendung {number}',
      approved_title: 'Bitte senden Sie Ihre Rücksendung {number}',
      declined_title: 'Wir können die Rücksendung {number} nicht annehmen',
      refunded_title: 'Ihre Erstattung zur Rücksendung {number}',
      closed_title: 'Ihre Rücksendung {number} ist abgeschlossen',
      requested_preview: 'Sie brauchen noch nichts zu tun.',
      approved_preview: 'Wohin Sie es senden, und was auf das Paket gehört.',
      declined_preview: 'Hier steht, warum.',
      settled_preview: 'Was aus Ihrer Rücksendung geworden ist.',
      requested:
        'Sie möchten etwas aus der Bestellung {order} zurücksenden. Jemand aus dem Shop sieht sich das am nächsten Arbeitstag an. Bitte behalten Sie die Ware, bis Sie von uns hören.',
      approved: 'Das können Sie innerhalb von {days} Tagen zurücksenden:',
      write_number: 'Schreiben Sie diese Nummer auf das Paket',
      send_to: 'Senden Sie es an',
      ask_address: 'Bitte fragen Sie uns nach der Adresse: Antworten Sie einfach auf diese E-Mail.',
      before: 'Bevor Sie es senden',
      pack_well:
        'Verpacken Sie die Ware so, dass sie heil ankommt, und bewahren Sie den Beleg des Versenders auf, bis alles erledigt ist.',
      declined:
        'Es tut uns leid: Das können wir nicht zurücknehmen. Bitte senden Sie es nicht. Der Shop schreibt dazu:',
      about: 'Darum ging es',
      refunded:
        'Wir haben Ihnen {refund} für die Bestellung {order} erstattet, so wie Sie bezahlt haben. Es kann einige Tage dauern, bis Sie es sehen.',
      closed:
        'Ihre Rücksendung zur Bestellung {order} ist abgeschlossen. Es wird kein Geld erstattet.',
      found: 'Was wir festgestellt haben',
      see: 'Meine Rücksendung ansehen',
    },
    fr: {
      requested_title: 'Nous avons votre retour {number}',
      approved_title: 'Merci de renvoyer votre retour {number}',
      declined_title: 'Nous ne pouvons pas reprendre le retour {number}',
      refunded_title: 'Votre remboursement pour le retour {number}',
      closed_title: 'Votre retour {number} est clos',
      requested_preview: 'Vous n’avez rien à faire pour l’instant.',
      approved_preview: 'Où l’envoyer, et ce qu’il faut écrire sur le colis.',
      declined_preview: 'Voici pourquoi.',
      settled_preview: 'La suite donnée à votre retour.',
      requested:
        'Vous souhaitez renvoyer quelque chose de la commande {order}. Quelqu’un de la boutique regarde votre demande le prochain jour ouvré. Merci de garder les articles jusqu’à notre réponse.',
      approved: 'Vous pouvez renvoyer ceci, dans les {days} jours :',
      write_number: 'Écrivez ce numéro sur le colis',
      send_to: 'Envoyez-le à',
      ask_address: 'Merci de nous demander l’adresse : répondez simplement à cet e-mail.',
      before: 'Avant de l’envoyer',
      pack_well:
        'Emballez les articles pour qu’ils arrivent intacts, et gardez le reçu du transporteur jusqu’à la fin du retour.',
      declined:
        'Nous sommes désolés : nous ne pouvons pas le reprendre. Merci de ne pas l’envoyer. Voici ce que dit la boutique :',
      about: 'Il s’agissait de',
      refunded:
        'Nous vous avons remboursé {refund} pour la commande {order}, par le moyen de votre paiement. Cela peut prendre quelques jours avant que vous le voyiez.',
      closed: 'Votre retour pour la commande {order} est clos. Rien n’est remboursé.',
      found: 'Ce que nous avons constaté',
      see: 'Voir mon retour',
    },
    es: {
      requested_title: 'Tenemos su devolución {number}',
      approved_title: 'Envíe su devolución {number}, por favor',
      declined_title: 'No podemos aceptar la devolución {number}',
      refunded_title: 'Su reembolso por la devolución {number}',
      closed_title: 'Su devolución {number} está cerrada',
      requested_preview: 'Todavía no tiene que hacer nada.',
      approved_preview: 'Adónde enviarlo y qué escribir en el paquete.',
      declined_preview: 'Aquí le decimos por qué.',
      settled_preview: 'En qué quedó su devolución.',
      requested:
        'Quiere devolver algo del pedido {order}. Alguien de la tienda lo mira el próximo día laborable. Guarde los artículos hasta que le escribamos, por favor.',
      approved: 'Puede devolver esto en un plazo de {days} días:',
      write_number: 'Escriba este número en el paquete',
      send_to: 'Envíelo a',
      ask_address: 'Pídanos la dirección, por favor: basta con responder a este correo.',
      before: 'Antes de enviarlo',
      pack_well:
        'Embale los artículos para que lleguen bien y guarde el recibo del transportista hasta que termine la devolución.',
      declined:
        'Lo sentimos: no podemos aceptarlo. No lo envíe, por favor. Esto es lo que dice la tienda:',
      about: 'Se trataba de',
      refunded:
        'Le hemos devuelto {refund} por el pedido {order}, por el medio con el que pagó. Puede tardar unos días en verlo.',
      closed: 'Su devolución del pedido {order} está cerrada. No se devuelve dinero.',
      found: 'Lo que hemos visto',
      see: 'Ver mi devolución',
    },
    nl: {
      requested_title: 'We hebben uw retour {number}',
      approved_title: 'Stuur uw retour {number} terug',
      declined_title: 'We kunnen retour {number} niet terugnemen',
      refunded_title: 'Uw terugbetaling voor retour {number}',
      closed_title: 'Uw retour {number} is gesloten',
      requested_preview: 'U hoeft nog niets te doen.',
      approved_preview: 'Waarheen u het stuurt, en wat op het pakket moet staan.',
      declined_preview: 'Hier leest u waarom.',
      settled_preview: 'Wat er van uw retour geworden is.',
      requested:
        'U wilt iets van bestelling {order} terugsturen. Iemand van de winkel bekijkt dat op de volgende werkdag. Houd de artikelen tot u van ons hoort.',
      approved: 'Dit mag u binnen {days} dagen terugsturen:',
      write_number: 'Schrijf dit nummer op het pakket',
      send_to: 'Stuur het naar',
      ask_address: 'Vraag ons om het adres: antwoord gewoon op deze e-mail.',
      before: 'Voor u het verstuurt',
      pack_well:
        'Verpak de artikelen zo dat ze heel aankomen, en bewaar het bewijs van de vervoerder tot de retour klaar is.',
      declined:
        'Het spijt ons: we kunnen dit niet terugnemen. Stuur het niet op. Dit zegt de winkel:',
      about: 'Het ging om',
      refunded:
        'We hebben {refund} voor bestelling {order} terugbetaald, zoals u betaald hebt. Het kan enkele dagen duren voor u het ziet.',
      closed: 'Uw retour voor bestelling {order} is gesloten. Er wordt geen geld terugbetaald.',
      found: 'Wat we gevonden hebben',
      see: 'Mijn retour bekijken',
    },
  },
)
