import { createContext, useContext } from 'react'

/** Where the pages of the floor are open: inside the admin, or in the floor's own app. */
export type PlaceName = '/app' | '/floor'

const Place = createContext<PlaceName>('/app')
export const PlaceProvider = Place.Provider

/** The start of the addresses of picking and packing pages: links stay where somebody works. */
export const usePlace = (): PlaceName => useContext(Place)
