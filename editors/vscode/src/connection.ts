// The one connection to the server: starts it, stops it, and keeps the status true.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { DidChangeConfigurationNotification, RevealOutputChannelOn, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { completesFields, withoutFields } from './neighbour.ts';
import { QuietClient, restartAfterDeath } from './quiet.ts';
import { findServer, type Found } from './server.ts';
import { forServer, section, serverPath } from './settings.ts';
import type { Status } from './status.ts';
import { resolve } from './templates.ts';
import { runInTerminal } from './terminal.ts';
import type { TraceChannel } from './trace.ts';

/** YAML that a person edits; not the old side of a diff, not an output channel. */
export const documents = [
  { language: 'yaml', scheme: 'file' },
  { language: 'yaml', scheme: 'untitled' },
  { language: 'yaml', scheme: 'vscode-vfs' },
];

export class Connection {
  /** The running client, if there is one. */
  client: QuietClient | undefined;
  server: Found | undefined;
  /** Fires when a server has begun to answer. */
  readonly onRunning: vscode.Event<void>;
  private readonly began = new vscode.EventEmitter<void>();
  private lastStep: Promise<void> = Promise.resolve();
  private latestStep = 0;
  private abandonStart: () => void = () => {};
  private readonly extensionFolder: string;
  private readonly log: vscode.LogOutputChannel;
  private readonly trace: TraceChannel;
  private readonly status: Status;

  constructor(extensionFolder: string, log: vscode.LogOutputChannel, trace: TraceChannel, status: Status) {
    this.extensionFolder = extensionFolder;
    this.log = log;
    this.trace = trace;
    this.status = status;
    this.onRunning = this.began.event;
  }

  /** Starts the server anew. Resolves when it runs, when it is known that it does not, or when a later call took over. */
  restart(): Promise<void> {
    return this.next(async (isLatest) => {
      await this.shutDown();
      if (isLatest()) {
        await this.startUp(isLatest);
      }
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.shutDown());
  }

  /** What the server calls itself. */
  version(): string | undefined {
    return this.client?.initializeResult?.serverInfo?.version;
  }

  showRunning(): void {
    if (this.client?.state === State.Running) {
      this.status.running(this.version() ?? '');
    }
  }

  /** One step after the other, for a client can only be stopped once it has started; but none waits for a server that never answers. */
  private next(step: (isLatest: () => boolean) => Promise<void>): Promise<void> {
    const number = ++this.latestStep;
    this.abandonStart();
    this.lastStep = this.lastStep.then(() => step(() => number === this.latestStep));
    return this.lastStep;
  }

  private async startUp(isLatest: () => boolean): Promise<void> {
    const answer = findServer({
      setting: serverPath(),
      extensionFolder: this.extensionFolder,
      home: homedir(),
      path: process.env['PATH'] ?? '',
      platform: process.platform,
    });
    if ('problem' in answer) {
      this.fail(answer.problem);
      return;
    }
    this.log.info(`starting ${answer.command} serve (from ${answer.from})`);
    this.status.starting();
    let ran = false;
    const client = new QuietClient('podls', 'podls', { command: answer.command, args: ['serve'] }, {
      ...this.options(),
      errorHandler: restartAfterDeath({
        hasRun: () => ran,
        now: () => Date.now(),
        gaveUp: () => this.fail(`${answer.command} keeps ending by itself`),
      }),
      initializationFailedHandler: () => false,
    });
    this.client = client;
    this.server = answer;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      if (newState === State.Running) {
        ran = true;
        this.showRunning();
        this.began.fire();
      } else if (newState === State.Starting) {
        this.status.starting();
      } else if (newState === State.Stopped) {
        this.status.stopped();
      }
    });
    const started = client.start();
    const abandoned = new Promise<never>((_, reject) => (this.abandonStart = () => reject(new Error('abandoned'))));
    try {
      await Promise.race([started, abandoned]);
      this.showRunning();
      this.log.info(`podls ${this.version() ?? '(no version told)'} is running`);
    } catch {
      // The client has written the reason to the log.
      this.client = undefined;
      this.server = undefined;
      client.serverProcess?.kill();
      started.then(() => client.dispose(), () => {});
      if (isLatest()) {
        this.fail(`${answer.command} was started, but did not work as a language server`);
      }
    }
  }

  private async shutDown(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.server = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(`while stopping: ${String(error)}`); // a server that had died already
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: documents,
      initializationOptions: () => ({ ...forServer(), commands: [runInTerminal] }),
      synchronize: { configurationSection: section },
      outputChannel: this.log,
      traceOutputChannel: this.trace.channel,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        provideCompletionItem: async (document, position, context, token, next) => {
          const found = await next(document, position, context, token);
          if (!found || !completesFields(document)) {
            return found;
          }
          return Array.isArray(found)
            ? withoutFields(found)
            : new vscode.CompletionList(withoutFields(found.items), found.isIncomplete ?? false);
        },
        resolveCodeAction: async (action, token, next) => (this.client ? resolve(this.client, action, token, next) : action),
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            return Array.isArray(answers)
              ? answers.map((answer, i) => {
                  const item = params.items[i];
                  return item?.section === section ? forServer(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined) : answer;
                })
              : answers;
          },
          didChangeConfiguration: async () => {
            await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings: { [section]: forServer() } });
          },
        },
      },
    };
  }

  private fail(problem: string): void {
    this.status.failed(problem);
    this.log.error(`podls does not run: ${problem}`);
    void this.tell(problem); // never awaited: it stays until somebody clicks
  }

  private async tell(problem: string): Promise<void> {
    const settings = 'Open Settings';
    const logs = 'Show Logs';
    const choice = await vscode.window.showErrorMessage(`podls does not run: ${problem}.`, settings, logs);
    if (choice === settings) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'podls.server.path');
    } else if (choice === logs) {
      this.log.show(true);
    }
  }
}
