// A language client that does not talk: the library shows several messages for one dead server. What it has to say goes to the log,
// and connection.ts says one thing in clear words.

import { CloseAction, ErrorAction, LanguageClient, type ErrorHandler } from 'vscode-languageclient/node';

export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

const mayDie = 4; // times …
const within = 3 * 60 * 1000; // … in so many milliseconds

/** Starts a server that has died again, unless it never ran or dies too often. */
export function restartAfterDeath(about: { hasRun(): boolean; now(): number; gaveUp(): void }): ErrorHandler {
  let deaths: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }), // a broken pipe: closed() follows
    closed: () => {
      if (!about.hasRun()) {
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      const now = about.now();
      deaths = [...deaths.filter((death) => now - death < within), now];
      if (deaths.length <= mayDie) {
        return { action: CloseAction.Restart, handled: true };
      }
      about.gaveUp();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
