import { phrases } from '../../kernel/phrases.ts'

/** How an order reaches its customer, and the letter that confirms it. */
export const confirmWords = phrases(
  {
    by_mail: 'You get it by e-mail.',
    collect: 'You collect it at the shop.',
    collect_at: 'You collect it: {where}.',
    send: 'We send it to you.',
    send_by: 'We send it: {how}.',
    promised: 'It should be with you by {day}.',
    ask_subject: 'Please confirm your order {order} – {shop}',
    subject: 'Your order {order} – {shop}',
    ask_title: 'Please confirm order {order}',
    title: 'Thank you for your order {order}',
    ask_preview: 'One click, and we start working on order {order}.',
    preview: 'We have everything we need for order {order}.',
    ask_opening:
      'Thank you for your order. Please look it over: once you confirm it, we start working on it.',
    opening: 'We have everything we need and start working on it now.',
    button: 'Look it over and confirm',
    delivery: 'Delivery',
    between: 'Delivery, tax and discounts',
    total: 'Total',
    next: 'What happens next',
    ask_next:
      'Please confirm by {until}; after that we will try to call you. If something is wrong, please write to us before you confirm.',
    next_sent:
      'As soon as it is on its way, you get a mail with the tracking number. If something here is wrong, please write to us at once.',
    next_collect:
      'We write to you as soon as it is ready. If something here is wrong, please write to us at once.',
    next_mail: 'It is on its way to you. If something here is wrong, please write to us at once.',
  },
  {
    de: {
      by_mail: 'Sie bekommen es per E-Mail.',
      collect: 'Sie holen es im Geschäft ab.',
      collect_at: 'Sie holen es ab: {where}.',
      send: 'Wir schicken es Ihnen.',
      send_by: 'Wir schicken es: {how}.',
      promised: 'Bis {day} sollte es bei Ihnen sein.',
      ask_subject: 'Bitte bestätigen Sie Ihre Bestellung {order} – {shop}',
      subject: 'Ihre Bestellung {order} – {shop}',
      ask_title: 'Bitte bestätigen Sie die Bestellung {order}',
      title: 'Danke für Ihre Bestellung {order}',
      ask_preview: 'Ein Klick, und wir beginnen mit der Bestellung {order}.',
      preview: 'Wir haben alles, was wir für die Bestellung {order} brauchen.',
      ask_opening:
        'Danke für Ihre Bestellung. Bitte sehen Sie sie durch: Sobald Sie sie bestätigen, fangen wir an.',
      opening: 'Wir haben alles, was wir brauchen, und fangen jetzt an.',
      button: 'Durchsehen und bestätigen',
      delivery: 'Lieferung',
      between: 'Lieferung, Steuern und Rabatte',
      total: 'Summe',
      next: 'Wie es weitergeht',
      ask_next:
        'Bitte bestätigen Sie bis {until}; danach versuchen wir Sie anzurufen. Wenn etwas nicht stimmt, schreiben Sie uns bitte, bevor Sie bestätigen.',
      next_sent:
        'Sobald es unterwegs ist, bekommen Sie eine E-Mail mit der Sendungsnummer. Wenn hier etwas nicht stimmt, schreiben Sie uns bitte gleich.',
      next_collect:
        'Wir schreiben Ihnen, sobald es bereitliegt. Wenn hier etwas nicht stimmt, schreiben Sie uns bitte gleich.',
      next_mail:
        'Es ist auf dem Weg zu Ihnen. Wenn hier etwas nicht stimmt, schreiben Sie uns bitte gleich.',
    },
    fr: {
      by_mail: 'Vous le recevez par e-mail.',
      collect: 'Vous le retirez en boutique.',
      collect_at: 'Vous le retirez : {where}.',
      send: 'Nous vous l’expédions.',
      send_by: 'Nous l’expédions : {how}.',
      promised: 'Vous devriez le recevoir d’ici le {day}.',
      ask_subject: 'Merci de confirmer votre commande {order} – {shop}',
      subject: 'Votre commande {order} – {shop}',
      ask_title: 'Merci de confirmer la commande {order}',
      title: 'Merci pour votre commande {order}',
      ask_preview: 'Un clic, et nous commençons la commande {order}.',
      preview: 'Nous avons tout ce qu’il faut pour la commande {order}.',
      ask_opening:
        'Merci pour votre commande. Relisez-la, s’il vous plaît : dès que vous la confirmez, nous commençons.',
      opening: 'Nous avons tout ce qu’il faut et commençons maintenant.',
      button: 'Relire et confirmer',
      delivery: 'Livraison',
      between: 'Livraison, taxes et remises',
      total: 'Total',
      next: 'La suite',
      ask_next:
        'Merci de confirmer avant le {until} ; ensuite nous essaierons de vous appeler. Si quelque chose n’est pas juste, écrivez-nous avant de confirmer.',
      next_sent:
        'Dès qu’il est en route, vous recevez un e-mail avec le numéro de suivi. Si quelque chose n’est pas juste, écrivez-nous tout de suite.',
      next_collect:
        'Nous vous écrivons dès que c’est prêt. Si quelque chose n’est pas juste, écrivez-nous tout de suite.',
      next_mail:
        'C’est en route vers vous. Si quelque chose n’est pas juste, écrivez-nous tout de suite.',
    },
    es: {
      by_mail: 'Lo recibe por correo electrónico.',
      collect: 'Lo recoge en la tienda.',
      collect_at: 'Lo recoge: {where}.',
      send: 'Se lo enviamos.',
      send_by: 'Se lo enviamos: {how}.',
      promised: 'Debería tenerlo antes del {day}.',
      ask_subject: 'Confirme su pedido {order}, por favor – {shop}',
      subject: 'Su pedido {order} – {shop}',
      ask_title: 'Confirme el pedido {order}, por favor',
      title: 'Gracias por su pedido {order}',
      ask_preview: 'Un clic y empezamos con el pedido {order}.',
      preview: 'Tenemos todo lo que necesitamos para el pedido {order}.',
      ask_opening: 'Gracias por su pedido. Repáselo, por favor: en cuanto lo confirme, empezamos.',
      opening: 'Tenemos todo lo que necesitamos y empezamos ahora.',
      button: 'Repasar y confirmar',
      delivery: 'Entrega',
      between: 'Entrega, impuestos y descuentos',
      total: 'Total',
      next: 'Qué pasa ahora',
      ask_next:
        'Confirme antes del {until}, por favor; después intentaremos llamarle. Si algo no es correcto, escríbanos antes de confirmar.',
      next_sent:
        'En cuanto esté en camino recibirá un correo con el número de seguimiento. Si algo no es correcto, escríbanos enseguida.',
      next_collect:
        'Le escribimos en cuanto esté listo. Si algo no es correcto, escríbanos enseguida.',
      next_mail: 'Va de camino hacia usted. Si algo no es correcto, escríbanos enseguida.',
    },
    nl: {
      by_mail: 'U krijgt het per e-mail.',
      collect: 'U haalt het op in de winkel.',
      collect_at: 'U haalt het op: {where}.',
      send: 'We sturen het naar u op.',
      send_by: 'We sturen het: {how}.',
      promised: 'Het zou er uiterlijk {day} moeten zijn.',
      ask_subject: 'Bevestig uw bestelling {order} – {shop}',
      subject: 'Uw bestelling {order} – {shop}',
      ask_title: 'Bevestig bestelling {order}',
      title: 'Bedankt voor uw bestelling {order}',
      ask_preview: 'Eén klik en we beginnen met bestelling {order}.',
      preview: 'We hebben alles wat we nodig hebben voor bestelling {order}.',
      ask_opening:
        'Bedankt voor uw bestelling. Kijk haar nog even na: zodra u haar bevestigt, beginnen we.',
      opening: 'We hebben alles wat we nodig hebben en beginnen nu.',
      button: 'Nakijken en bevestigen',
      delivery: 'Levering',
      between: 'Levering, belasting en kortingen',
      total: 'Totaal',
      next: 'Hoe het verdergaat',
      ask_next:
        'Bevestig voor {until}; daarna proberen we u te bellen. Klopt er iets niet, schrijf ons dan voordat u bevestigt.',
      next_sent:
        'Zodra het onderweg is krijgt u een mail met het trackingnummer. Klopt hier iets niet, schrijf ons dan meteen.',
      next_collect:
        'We schrijven u zodra het klaarligt. Klopt hier iets niet, schrijf ons dan meteen.',
      next_mail: 'Het is onderweg naar u. Klopt hier iets niet, schrijf ons dan meteen.',
    },
  },
)
