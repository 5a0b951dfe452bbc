export interface Letter {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Given for letters that are not about the order itself (surveys): one-click List-Unsubscribe. */
  readonly unsubscribeUrl?: string
}

/**
 * Sends one letter.
 * @param key becomes the Message-ID, so that a letter sent again after an unclear answer is recognised as the same.
 * @throws ProviderUnavailable (later) or ProviderRefused (never) with the server's words.
 */
export interface MailProvider {
  readonly key: string
  send(
    letter: Letter,
    from: { readonly name: string; readonly replyTo: string | null },
    key: string,
  ): Promise<{ readonly messageId: string }>
}
