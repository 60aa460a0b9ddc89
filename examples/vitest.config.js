export default { test: { include: ['examples/*.test.js'] } };
