import { phrases } from '../../../kernel/phrases.ts'

/** The letter that asks a customer for what is missing, and the one that reminds them. */
export const letterWords = phrases(
  {
    subject: 'Your order {order} needs a detail – {shop}',
    title: 'Your order {order} needs a detail',
    preview: 'Order {order} waits for a detail that only you know.',
    opening: 'Thank you for your order. Before we can send it, we need something from you:',
    reminder_subject: 'Reminder: your order {order} still waits – {shop}',
    reminder_title: 'Your order {order} still waits for you',
    reminder_opening: 'We wrote to you about your order. It still waits for this:',
    so_far: 'The address so far',
    button: 'Complete my order',
    closing:
      'It takes a minute. As soon as we have it, your order goes on by itself. If we do not hear from you by {until}, we will try to reach you.',
  },
  {
    de: {
      subject: 'Zu Ihrer Bestellung {order} fehlt uns eine Angabe – {shop}',
      title: 'Zu Ihrer Bestellung {order} fehlt uns eine Angabe',
      preview: 'Die Bestellung {order} wartet auf eine Angabe, die nur Sie kennen.',
      opening:
        'Danke für Ihre Bestellung. Bevor wir sie verschicken können, brauchen wir noch etwas von Ihnen:',
      reminder_subject: 'Erinnerung: Ihre Bestellung {order} wartet noch – {shop}',
      reminder_title: 'Ihre Bestellung {order} wartet noch auf Sie',
      reminder_opening: 'Wir haben Ihnen wegen Ihrer Bestellung geschrieben. Ihr fehlt noch:',
      so_far: 'Die Adresse bisher',
      button: 'Bestellung vervollständigen',
      closing:
        'Es dauert eine Minute. Sobald wir die Angabe haben, geht Ihre Bestellung von selbst weiter. Wenn wir bis {until} nichts von Ihnen hören, versuchen wir Sie zu erreichen.',
    },
    fr: {
      subject: 'Il manque une précision à votre commande {order} – {shop}',
      title: 'Il manque une précision à votre commande {order}',
      preview: 'La commande {order} attend une précision que vous seul connaissez.',
      opening:
        'Merci pour votre commande. Avant de l’expédier, nous avons besoin de quelque chose de votre part :',
      reminder_subject: 'Rappel : votre commande {order} attend toujours – {shop}',
      reminder_title: 'Votre commande {order} vous attend toujours',
      reminder_opening: 'Nous vous avons écrit au sujet de votre commande. Il manque encore :',
      so_far: 'L’adresse jusqu’ici',
      button: 'Compléter ma commande',
      closing:
        'Cela prend une minute. Dès que nous l’avons, votre commande suit son cours. Sans réponse de votre part avant le {until}, nous essaierons de vous joindre.',
    },
    es: {
      subject: 'A su pedido {order} le falta un dato – {shop}',
      title: 'A su pedido {order} le falta un dato',
      preview: 'El pedido {order} espera un dato que solo usted conoce.',
      opening: 'Gracias por su pedido. Antes de enviarlo necesitamos algo de usted:',
      reminder_subject: 'Recordatorio: su pedido {order} sigue esperando – {shop}',
      reminder_title: 'Su pedido {order} sigue esperándole',
      reminder_opening: 'Le escribimos por su pedido. Todavía falta:',
      so_far: 'La dirección hasta ahora',
      button: 'Completar mi pedido',
      closing:
        'Se tarda un minuto. En cuanto lo tengamos, su pedido sigue adelante. Si no tenemos noticias suyas antes del {until}, intentaremos contactarle.',
    },
    nl: {
      subject: 'Voor uw bestelling {order} missen we een gegeven – {shop}',
      title: 'Voor uw bestelling {order} missen we een gegeven',
      preview: 'Bestelling {order} wacht op een gegeven dat alleen u kent.',
      opening:
        'Bedankt voor uw bestelling. Voordat we die kunnen versturen, hebben we iets van u nodig:',
      reminder_subject: 'Herinnering: uw bestelling {order} wacht nog – {shop}',
      reminder_title: 'Uw bestelling {order} wacht nog op u',
      reminder_opening: 'We schreven u over uw bestelling. Die wacht nog op:',
      so_far: 'Het adres tot nu toe',
      button: 'Mijn bestelling aanvullen',
      closing:
        'Het duurt een minuut. Zodra we het hebben, gaat uw bestelling vanzelf verder. Horen we voor {until} niets van u, dan proberen we u te bereiken.',
    },
  },
)
