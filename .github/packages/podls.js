#!/usr/bin/env node
// Starts the podls program that was installed for this platform, and ends as it does.

const { spawn } = require('node:child_process');

const name = `podls-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/${process.platform === 'win32' ? 'podls.exe' : 'podls'}`);
} catch {
  console.error(`podls: the package ${name} is missing: there is none for this platform, or optional dependencies were left out`);
  process.exit(2);
}
const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  console.error(`podls: ${program} cannot be started: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => {
  if (signal === null) {
    process.exit(code);
  }
  signals.forEach((each) => process.removeAllListeners(each));
  process.kill(process.pid, signal);
});
