import type { Config } from '../platform/config.server.ts'
import { type OpenMail, smtpMail } from '../providers/mail/smtp/smtp.server.ts'

/** The way letters to customers leave the app. */
export const openMail = (config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): OpenMail =>
  smtpMail({ smtpUrl: config.SMTP_URL, mailFrom: config.MAIL_FROM })
