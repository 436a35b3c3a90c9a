// Loads SQLite and asks it for the cipher that the vault needs. It is CommonJS because Electron runs it as plain Node.
const v8 = require('node:v8');
const vm = require('node:vm');
const Database = require(String(process.argv[2]));

const database = new Database(':memory:');
database.pragma("cipher = 'chacha20'");
for (let round = 0; round < 100; round += 1) database.prepare('SELECT ?').get(round);

// A binary that was built for another Node-API can load without an error and crash when its objects are collected.
v8.setFlagsFromString('--expose-gc');
vm.runInNewContext('gc')();

process.stdout.write(String(database.pragma('cipher', { simple: true })));
database.close();
