/** What is pure in intake and others may know. */
export { readRetention } from './retention/retention-days.ts'
