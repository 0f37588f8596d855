// Template containers: the command that lists them and puts one in, and edits with places to type at.
// What there is to put in, and where it goes, the server says.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { SnippetTextEdit, TextDocumentEdit, type CodeAction, type TextDocumentIdentifier, type WorkspaceEdit } from 'vscode-languageclient';
import { CodeActionResolveRequest } from 'vscode-languageclient';
import { grouped, type Offer } from './offers.ts';

/** The titles and texts are the server's. */
interface Row extends vscode.QuickPickItem {
  id?: string;
}

/** Asks which template, unless `id` says it, and puts it in at the cursor. Says why where that cannot be. */
export async function insertTemplate(client: BaseLanguageClient | undefined, selector: vscode.DocumentSelector, id?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (client === undefined || editor === undefined || vscode.languages.match(selector, editor.document) === 0) {
    void vscode.window.showInformationMessage(
      client === undefined ? 'podls does not run; see its log.' : 'Open the YAML file of a Pod first: the template goes in at its cursor.',
    );
    return;
  }
  const { document } = editor;
  const position = editor.selection.active;
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const chosen = typeof id === 'string' ? id : await choose(client, textDocument);
  if (chosen === undefined) {
    return;
  }
  try {
    const params = { textDocument, position, id: chosen };
    const edit = await client.sendRequest<WorkspaceEdit | null>('podls/insertTemplate', params);
    if (edit !== null) {
      await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active }); // snippets need the focus
      await vscode.workspace.applyEdit(await asEdit(client, edit));
    }
  } catch (error) {
    void vscode.window.showWarningMessage(`podls: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Of those there are for a document: a podls.yaml beside it may name more. */
async function choose(client: BaseLanguageClient, textDocument: TextDocumentIdentifier): Promise<string | undefined> {
  const rows = client.sendRequest<Offer[]>('podls/templates', { textDocument }).then((offers) =>
    grouped(offers).flatMap(({ group, offers }): Row[] => [
      { label: group, kind: vscode.QuickPickItemKind.Separator },
      ...offers.map(({ id, label, purpose }) => ({ id, label, detail: purpose })),
    ]),
  );
  const row = await vscode.window.showQuickPick(rows, { title: 'Insert a template container', placeHolder: 'What is it for?', matchOnDetail: true });
  return row?.id;
}

/** The chosen action with its edit. Only for templates is this not what the client library does. */
export async function resolve(
  client: BaseLanguageClient,
  action: vscode.CodeAction,
  token: vscode.CancellationToken,
  next: (action: vscode.CodeAction, token: vscode.CancellationToken) => vscode.ProviderResult<vscode.CodeAction>,
): Promise<vscode.CodeAction | null | undefined> {
  if (action.kind?.value !== 'refactor.insert' || action.edit !== undefined) {
    return next(action, token);
  }
  const asked = client.code2ProtocolConverter.asCodeActionSync(action) as CodeAction;
  const { edit } = await client.sendRequest(CodeActionResolveRequest.type, asked, token);
  if (edit !== undefined) {
    action.edit = await asEdit(client, edit);
  }
  return action;
}

/** The library's edit, but the lines of snippets stay as deep as the server wrote them. */
async function asEdit(client: BaseLanguageClient, edit: WorkspaceEdit): Promise<vscode.WorkspaceEdit> {
  const convert = client.protocol2CodeConverter;
  const documents = (edit.documentChanges ?? []).filter((change) => TextDocumentEdit.is(change));
  if (!documents.some((change) => change.edits.some((one) => SnippetTextEdit.is(one)))) {
    return convert.asWorkspaceEdit(edit);
  }
  const all = new vscode.WorkspaceEdit();
  for (const { textDocument, edits } of documents) {
    const made = edits.map((one): vscode.TextEdit | vscode.SnippetTextEdit => {
      if (!SnippetTextEdit.is(one)) {
        return convert.asTextEdit(one);
      }
      const snippet = new vscode.SnippetTextEdit(convert.asRange(one.range), new vscode.SnippetString(one.snippet.value));
      snippet.keepWhitespace = true;
      return snippet;
    });
    all.set(convert.asUri(textDocument.uri), made.map((one): [vscode.TextEdit | vscode.SnippetTextEdit, undefined] => [one, undefined]));
  }
  return all;
}
