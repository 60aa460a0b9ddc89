/**
 * Ends with 0 if the simulator in this container is healthy, else with 1 and the reason: the image has no curl.
 * It asks where the commands of silvus-mock ask, and shows the same token.
 */
const { SILVUS_MOCK_CONTROL_URL, SILVUS_MOCK_CONTROL_PORT, SILVUS_MOCK_CONTROL_TOKEN } = process.env;
const url = SILVUS_MOCK_CONTROL_URL || `http://127.0.0.1:${SILVUS_MOCK_CONTROL_PORT || 8081}`;
const headers = SILVUS_MOCK_CONTROL_TOKEN ? { authorization: `Bearer ${SILVUS_MOCK_CONTROL_TOKEN}` } : {};
try {
  const answer = await fetch(`${url}/healthz`, { headers, signal: AbortSignal.timeout(4_000) });
  console.log((await answer.text()).trim());
  if (!answer.ok) process.exitCode = 1;
} catch (fault) {
  console.log(`${url}: ${fault.cause?.message ?? fault.message}`);
  process.exitCode = 1;
}
