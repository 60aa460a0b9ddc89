// A client of one function, for the recipes. It throws what `fetch` throws when there is no whole reply.
export async function call(url, method, params = []) {
  const body = JSON.stringify({ jsonrpc: '2.0', method, params, id: 1 });
  const response = await fetch(url, { method: 'POST', body });
  return response.json();
}
