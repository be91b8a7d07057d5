// In place of the process that runs a driver: says something that is nothing, and in the same breath what would count.
process.on('disconnect', () => process.exit(0));
process.send({ type: 'loaded', driver: 'nfc-pcsc' });
process.send({ type: 'started' });
process.send({ type: 'reader', name: '' });
process.send({ type: 'reader', name: 'Reader A', state: 'present', placement: 1, problem: null });
