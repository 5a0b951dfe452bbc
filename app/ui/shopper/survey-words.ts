import { phrases } from '../../kernel/phrases.ts'

/** What the survey's page says. */
export const surveyWords = phrases(
  {
    title: 'How was it?',
    stop_title: 'No more questions about this order?',
    question:
      'How likely are you to recommend us to a friend, after your order {order}? 0 is not at all, 10 is certainly.',
    comment: 'What should we know?',
    send: 'Send my answer',
    stop: 'Yes, do not ask me again about it',
    rather_not: 'I would rather not answer',
    no_score: 'Please choose a number from 0 to 10',
    too_long: 'Please use fewer than 2,000 letters',
    answered_title: 'Thank you',
    answered:
      'We have your answer. If something went wrong, somebody of the shop will be in touch.',
    declined_title: 'All right',
    declined: 'You will not be asked about this order again.',
    closed_title: 'This survey is closed',
    closed: 'Its time is over. You can still write to the shop.',
  },
  {
    de: {
      title: 'Wie war es?',
      stop_title: 'Keine Fragen mehr zu dieser Bestellung?',
      question:
        'Wie wahrscheinlich ist es nach Ihrer Bestellung {order}, dass Sie uns Freunden empfehlen? 0 heißt gar nicht, 10 ganz bestimmt.',
      comment: 'Was sollten wir wissen?',
      send: 'Antwort senden',
      stop: 'Ja, fragen Sie mich dazu nicht mehr',
      rather_not: 'Ich möchte lieber nicht antworten',
      no_score: 'Bitte wählen Sie eine Zahl von 0 bis 10',
      too_long: 'Bitte schreiben Sie weniger als 2.000 Zeichen',
      answered_title: 'Vielen Dank',
      answered:
        'Wir haben Ihre Antwort. Wenn etwas schiefgegangen ist, meldet sich jemand aus dem Shop.',
      declined_title: 'In Ordnung',
      declined: 'Wir fragen Sie zu dieser Bestellung nicht mehr.',
      closed_title: 'Diese Umfrage ist geschlossen',
      closed: 'Ihre Zeit ist vorbei. Sie können dem Shop trotzdem schreiben.',
    },
    fr: {
      title: 'Comment était-ce ?',
      stop_title: 'Plus de questions sur cette commande ?',
      question:
        'Après votre commande {order}, quelle est la probabilité que vous nous recommandiez à un ami ? 0 : pas du tout, 10 : certainement.',
      comment: 'Que devrions-nous savoir ?',
      send: 'Envoyer ma réponse',
      stop: 'Oui, ne me posez plus de questions à ce sujet',
      rather_not: 'Je préfère ne pas répondre',
      no_score: 'Merci de choisir un nombre de 0 à 10',
      too_long: 'Merci d’écrire moins de 2 000 caractères',
      answered_title: 'Merci',
      answered:
        'Nous avons votre réponse. Si quelque chose n’a pas été, quelqu’un de la boutique vous contactera.',
      declined_title: 'C’est noté',
      declined: 'Nous ne vous poserons plus de questions sur cette commande.',
      closed_title: 'Cette enquête est close',
      closed: 'Son délai est passé. Vous pouvez toujours écrire à la boutique.',
    },
    es: {
      title: '¿Qué tal fue?',
      stop_title: '¿No más preguntas sobre este pedido?',
      question:
        'Después de su pedido {order}, ¿qué probabilidad hay de que nos recomiende a un amigo? 0 es ninguna, 10 es seguro.',
      comment: '¿Qué deberíamos saber?',
      send: 'Enviar mi respuesta',
      stop: 'Sí, no me pregunten más por él',
      rather_not: 'Prefiero no responder',
      no_score: 'Elija un número del 0 al 10, por favor',
      too_long: 'Escriba menos de 2000 caracteres, por favor',
      answered_title: 'Gracias',
      answered:
        'Tenemos su respuesta. Si algo fue mal, alguien de la tienda se pondrá en contacto.',
      declined_title: 'De acuerdo',
      declined: 'No le preguntaremos más por este pedido.',
      closed_title: 'Esta encuesta está cerrada',
      closed: 'Su plazo ha terminado. Aún puede escribir a la tienda.',
    },
    nl: {
      title: 'Hoe was het?',
      stop_title: 'Geen vragen meer over deze bestelling?',
      question:
        'Hoe waarschijnlijk is het na uw bestelling {order} dat u ons aan een vriend aanbeveelt? 0 is helemaal niet, 10 is zeker.',
      comment: 'Wat moeten we weten?',
      send: 'Mijn antwoord versturen',
      stop: 'Ja, vraag er mij niet meer naar',
      rather_not: 'Ik antwoord liever niet',
      no_score: 'Kies een getal van 0 tot 10',
      too_long: 'Gebruik minder dan 2.000 tekens',
      answered_title: 'Bedankt',
      answered:
        'We hebben uw antwoord. Ging er iets mis, dan neemt iemand van de winkel contact met u op.',
      declined_title: 'Goed',
      declined: 'We vragen u niet meer naar deze bestelling.',
      closed_title: 'Deze enquête is gesloten',
      closed: 'De tijd is voorbij. U kunt de winkel nog steeds schrijven.',
    },
  },
)
