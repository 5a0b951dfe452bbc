import { phrases } from '../../kernel/phrases.ts'

/** What the page says on which a customer confirms an order. */
export const confirmPageWords = phrases(
  {
    title: 'Is order {order} right?',
    total: 'Total:',
    between: 'Delivery, tax and discounts:',
    delivery: 'Delivery',
    button: 'Yes, confirm my order',
    after:
      'As soon as you confirm, we start working on it. If something is wrong, please write to us before you confirm.',
    thanks: 'Thank you',
    is_confirmed: 'Order {order} is confirmed.',
    already_title: 'Your order is confirmed',
    was_confirmed: 'Order {order} was confirmed before.',
    working: 'We are working on it. You get a mail when it is on its way.',
    later_title: 'One moment, please',
    later:
      'Order {order} is being checked again, because something about it changed. We write to you as soon as it needs your answer.',
  },
  {
    de: {
      title: 'Stimmt die Bestellung {order}?',
      total: 'Summe:',
      between: 'Lieferung, Steuern und Rabatte:',
      delivery: 'Lieferung',
      button: 'Ja, ich bestätige meine Bestellung',
      after:
        'Sobald Sie bestätigen, fangen wir an. Wenn etwas nicht stimmt, schreiben Sie uns bitte, bevor Sie bestätigen.',
      thanks: 'Vielen Dank',
      is_confirmed: 'Die Bestellung {order} ist bestätigt.',
      already_title: 'Ihre Bestellung ist bestätigt',
      was_confirmed: 'Die Bestellung {order} wurde schon bestätigt.',
      working: 'Wir arbeiten daran. Sie bekommen eine E-Mail, wenn sie unterwegs ist.',
      later_title: 'Einen Moment, bitte',
      later:
        'Die Bestellung {order} wird noch einmal geprüft, weil sich etwas daran geändert hat. Wir schreiben Ihnen, sobald wir Ihre Antwort brauchen.',
    },
    fr: {
      title: 'La commande {order} est-elle juste ?',
      total: 'Total :',
      between: 'Livraison, taxes et remises :',
      delivery: 'Livraison',
      button: 'Oui, je confirme ma commande',
      after:
        'Dès que vous confirmez, nous commençons. Si quelque chose n’est pas juste, écrivez-nous avant de confirmer.',
      thanks: 'Merci',
      is_confirmed: 'La commande {order} est confirmée.',
      already_title: 'Votre commande est confirmée',
      was_confirmed: 'La commande {order} a déjà été confirmée.',
      working: 'Nous y travaillons. Vous recevez un e-mail quand elle est en route.',
      later_title: 'Un instant, s’il vous plaît',
      later:
        'La commande {order} est vérifiée à nouveau, parce que quelque chose a changé. Nous vous écrivons dès que nous avons besoin de votre réponse.',
    },
    es: {
      title: '¿Es correcto el pedido {order}?',
      total: 'Total:',
      between: 'Entrega, impuestos y descuentos:',
      delivery: 'Entrega',
      button: 'Sí, confirmo mi pedido',
      after:
        'En cuanto confirme, empezamos. Si algo no es correcto, escríbanos antes de confirmar.',
      thanks: 'Gracias',
      is_confirmed: 'El pedido {order} está confirmado.',
      already_title: 'Su pedido está confirmado',
      was_confirmed: 'El pedido {order} ya estaba confirmado.',
      working: 'Estamos en ello. Recibirá un correo cuando esté en camino.',
      later_title: 'Un momento, por favor',
      later:
        'El pedido {order} se está comprobando otra vez porque algo ha cambiado. Le escribimos en cuanto necesitemos su respuesta.',
    },
    nl: {
      title: 'Klopt bestelling {order}?',
      total: 'Totaal:',
      between: 'Levering, belasting en kortingen:',
      delivery: 'Levering',
      button: 'Ja, ik bevestig mijn bestelling',
      after:
        'Zodra u bevestigt, beginnen we. Klopt er iets niet, schrijf ons dan voordat u bevestigt.',
      thanks: 'Bedankt',
      is_confirmed: 'Bestelling {order} is bevestigd.',
      already_title: 'Uw bestelling is bevestigd',
      was_confirmed: 'Bestelling {order} was al bevestigd.',
      working: 'We zijn ermee bezig. U krijgt een mail als ze onderweg is.',
      later_title: 'Een ogenblik',
      later:
        'Bestelling {order} wordt opnieuw gecontroleerd, omdat er iets aan veranderd is. We schrijven u zodra we uw antwoord nodig hebben.',
    },
  },
)
