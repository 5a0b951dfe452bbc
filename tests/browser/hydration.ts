/**
 * React has committed its first rendering of the page. What is typed or pressed earlier is lost: the
 * elements are the server's until then.
 */
export const hydration = `(() => {
  const key = Object.keys(document).find((name) => name.startsWith('__reactContainer'))
  return key !== undefined && document[key].stateNode.current.memoizedState.isDehydrated === false
})()`
