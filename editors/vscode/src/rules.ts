// The command that explains what a finding means: the server's page about its code, as a preview that cannot be edited.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The scheme of the pages: `podls-rule:/unknown-field.md`. */
export const scheme = 'podls-rule';

interface Rule {
  code: string;
  area: string;
  says: string;
}

/** The pages, as documents. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly client: () => BaseLanguageClient | undefined;

  constructor(client: () => BaseLanguageClient | undefined) {
    this.client = client;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const code = uri.path.replace(/^\//, '').replace(/\.md$/, '');
    const page = await this.client()?.sendRequest<{ markdown: string } | null>('podls/explain', { code });
    return page?.markdown ?? (page === null ? `podls knows no code \`${code}\`.` : 'podls does not run; see its log.');
  }
}

/** Opens the page about `code`; without one, asks which: what is found at the cursor comes first. */
export async function explain(client: BaseLanguageClient | undefined, code?: unknown): Promise<void> {
  if (client === undefined) {
    void vscode.window.showInformationMessage('podls does not run; see its log.');
    return;
  }
  const chosen = typeof code === 'string' ? code : await choose(client);
  if (chosen === undefined) {
    return;
  }
  const uri = vscode.Uri.from({ scheme, path: `/${chosen}.md` });
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true }); // the Markdown extension is switched off
  }
}

async function choose(client: BaseLanguageClient): Promise<string | undefined> {
  const all = await client.sendRequest<Rule[]>('podls/explain', {});
  const row = ({ code, area, says }: Rule) => ({ label: code, description: area, detail: says });
  const here = atCursor();
  const found = all.filter(({ code }) => here.has(code));
  if (found.length === 1 && here.size === 1) {
    return found[0]?.code;
  }
  const rows = [
    ...(found.length > 0 ? [{ label: 'at the cursor', kind: vscode.QuickPickItemKind.Separator }, ...found.map(row)] : []),
    ...(found.length > 0 ? [{ label: 'all', kind: vscode.QuickPickItemKind.Separator }] : []),
    ...all.filter(({ code }) => !here.has(code)).map(row),
  ];
  const chosen = await vscode.window.showQuickPick(rows, { title: 'Explain a rule', placeHolder: 'The code of a finding', matchOnDetail: true });
  return chosen?.label;
}

/** The codes of our findings at the cursor. */
function atCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return new Set();
  }
  const ours = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'podls' && range.intersection(editor.selection) !== undefined);
  return new Set(ours.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}
