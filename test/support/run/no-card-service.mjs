// Every test starts here: no test finds a PC/SC service that happens to run on this machine. Whoever wants one starts its
// own and says so (`test/support/reader/pcscd.ts`).
process.env.PCSCLITE_CSOCK_NAME ??= '/nonexistent/token-desk/pcscd.comm';
