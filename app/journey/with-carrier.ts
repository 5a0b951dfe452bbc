/** What is said of a parcel while no carrier has it: it lies in the house, or nobody knows. */
export const beforeTheCarrier = ['none', 'label_made', 'announced', 'unknown']

/** Whether a carrier has had the parcel in its hands. */
export const isWithCarrier = (status: string): boolean => !beforeTheCarrier.includes(status)
