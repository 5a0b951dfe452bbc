/** What pages may know of distribute without a server. */
export { type Department, departments } from './department.ts'
