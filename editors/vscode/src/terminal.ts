// Types a kubectl line into a terminal. Whether it is run, the user decides: Enter is never pressed here.

import * as vscode from 'vscode';

/** The command the server puts on its code lenses; it is told at the start that we have it. */
export const runInTerminal = 'podls.runInTerminal';

const name = 'podls';

/** Takes what the server sends with the command: `{ line, title }`. */
export async function typeIntoTerminal(asked: unknown): Promise<void> {
  const line = (asked as { line?: unknown } | undefined)?.line;
  if (typeof line !== 'string' || /\p{Cc}/u.test(line)) {
    return; // a line break would run it
  }
  const open = vscode.window.terminals.find((terminal) => terminal.name === name && terminal.exitStatus === undefined);
  const terminal = open ?? vscode.window.createTerminal({ name });
  terminal.show();
  if (open === undefined) {
    await prompt(terminal);
  }
  terminal.sendText(line, false);
}

/** Waits until the shell listens: what is typed before its prompt shows twice. Shells that do not tell get a second. */
function prompt(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, 1000);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) {
        done();
      }
    });
  });
}
