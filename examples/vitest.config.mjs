export default { test: { include: ['examples/*.test.mjs'] } };
