import { createContext, useContext } from 'react'

/** Where the pages of the floor are open: inside the admin, or in the floor's own app. */
export type PlaceName = '/app' | '/floor'

const Place = createContext<PlaceName>('/app')
export const PlaceProvider = Place.Provider

/** The start of the addresses of picking and packing pages: links stay where somebody works. */
export const usePlace = (): PlaceName => useContext(Place)

/** Addresses of the pages about goods, where somebody works. */
export function useGoodsPaths() {
  const onFloor = usePlace() === '/floor'
  return {
    inbound: onFloor ? '/floor/goods' : '/app/stock/inbound',
    tasks: onFloor ? '/floor/tasks' : '/app/stock/tasks',
    labels: onFloor ? '/floor/labels' : '/app/stock/labels',
    photo: onFloor ? '/floor/photo' : '/app/stock/photo',
  }
}
