import { phrases } from '../../kernel/phrases.ts'

/** The letter that asks how it was. */
export const surveyLetterWords = phrases(
  {
    subject: 'How was your order {order}? – {shop}',
    title: 'How was it?',
    preview: 'One click from 0 to 10 is enough.',
    question:
      'Your order {order} has arrived. How likely are you to recommend us to a friend, from 0 (not at all) to 10 (certainly)?',
    words:
      'You can add a few words on the next page. Everybody is asked the same, whatever the answer.',
    button: 'Answer with words',
  },
  {
    de: {
      subject: 'Wie war Ihre Bestellung {order}? – {shop}',
      title: 'Wie war es?',
      preview: 'Ein Klick von 0 bis 10 genügt.',
      question:
        'Ihre Bestellung {order} ist angekommen. Wie wahrscheinlich ist es, dass Sie uns Freunden empfehlen, von 0 (gar nicht) bis 10 (ganz bestimmt)?',
      words:
        'Auf der nächsten Seite können Sie etwas dazu schreiben. Alle werden dasselbe gefragt, wie die Antwort auch ausfällt.',
      button: 'Mit Worten antworten',
    },
    fr: {
      subject: 'Comment était votre commande {order} ? – {shop}',
      title: 'Comment était-ce ?',
      preview: 'Un clic de 0 à 10 suffit.',
      question:
        'Votre commande {order} est arrivée. Quelle est la probabilité que vous nous recommandiez à un ami, de 0 (pas du tout) à 10 (certainement) ?',
      words:
        'Vous pouvez ajouter quelques mots à la page suivante. Tout le monde reçoit la même question, quelle que soit la réponse.',
      button: 'Répondre avec des mots',
    },
    es: {
      subject: '¿Qué tal fue su pedido {order}? – {shop}',
      title: '¿Qué tal fue?',
      preview: 'Basta un clic del 0 al 10.',
      question:
        'Su pedido {order} ha llegado. ¿Qué probabilidad hay de que nos recomiende a un amigo, de 0 (ninguna) a 10 (seguro)?',
      words:
        'En la página siguiente puede añadir unas palabras. A todo el mundo se le pregunta lo mismo, sea cual sea la respuesta.',
      button: 'Responder con palabras',
    },
    nl: {
      subject: 'Hoe was uw bestelling {order}? – {shop}',
      title: 'Hoe was het?',
      preview: 'Eén klik van 0 tot 10 is genoeg.',
      question:
        'Uw bestelling {order} is aangekomen. Hoe waarschijnlijk is het dat u ons aan een vriend aanbeveelt, van 0 (helemaal niet) tot 10 (zeker)?',
      words:
        'Op de volgende pagina kunt u er iets bij schrijven. Iedereen krijgt dezelfde vraag, wat het antwoord ook is.',
      button: 'Met woorden antwoorden',
    },
  },
)
