// Where VS Code comes in: commands, settings, and one connection to the server. All knowledge of Pods is in the server.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Connection, documents } from './connection.ts';
import { Picture } from './picture.ts';
import { explain, Pages, scheme } from './rules.ts';
import { section } from './settings.ts';
import { Status } from './status.ts';
import { insertTemplate } from './templates.ts';
import { runInTerminal, typeIntoTerminal } from './terminal.ts';
import { createTraceChannel } from './trace.ts';

/** What other extensions, and our tests, can ask. */
export interface Api {
  client(): LanguageClient | undefined;
}

let connection: Connection | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel('podls', { log: true });
  const trace = createTraceChannel(log);
  const status = new Status(documents);
  const it = new Connection(context.extensionPath, log, trace, status);
  connection = it;

  const picture = new Picture(documents, () => it.client);
  context.subscriptions.push(
    log,
    trace.channel,
    status,
    picture,
    it.onRunning(() => picture.soon()),
    vscode.commands.registerCommand('podls.restart', () => it.restart()),
    vscode.commands.registerCommand('podls.showLogs', () => log.show(true)),
    vscode.commands.registerCommand(runInTerminal, typeIntoTerminal),
    vscode.commands.registerCommand('podls.draw', () => picture.open()),
    vscode.commands.registerCommand('podls.explain', (code?: unknown) => explain(it.client, code)),
    vscode.commands.registerCommand('podls.insertTemplate', (id?: unknown) => insertTemplate(it.client, documents, id)),
    vscode.workspace.registerTextDocumentContentProvider(scheme, new Pages(() => it.client)),
    vscode.commands.registerCommand('podls.showVersion', () => showVersion(it)),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(`${section}.trace`)) {
        trace.refresh();
      }
      if (change.affectsConfiguration(`${section}.server.path`)) {
        await it.restart();
      } else if (change.affectsConfiguration(section)) {
        it.showRunning();
        picture.soon();
      }
    }),
  );
  void it.restart(); // not awaited: a server that is slow to answer must not look like an extension that is
  return { client: () => it.client };
}

export async function deactivate(): Promise<void> {
  await connection?.stop();
}

/** Shows which server runs, and returns the same words. */
function showVersion(it: Connection): string {
  const words =
    it.client === undefined || it.server === undefined
      ? 'podls does not run; see its log.'
      : `podls ${it.version() ?? '(no version told)'}: ${it.server.command} (${it.server.from})`;
  void vscode.window.showInformationMessage(words);
  return words;
}
