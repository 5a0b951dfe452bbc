/** The header in which the front door passes on whose request it is; what came under this name is overwritten. */
export const visitorAddress = 'x-orderwright-visitor'
