// What the suites of VS Code share: waiting, asking, editing, and looking at the window.
// A suite runs in the extension host, which does not see the window: `ui` asks vscode.mjs, by a line on the console, and reads the
// answer from a file.

const vscode = require('vscode');
const assert = require('node:assert/strict');
const { readFileSync, existsSync } = require('node:fs');
const path = require('node:path');

const extension = () => vscode.extensions.getExtension('podls.podls');
const client = () => (extension()?.isActive ? extension().exports.client() : undefined);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitUntil(what, condition, ms = failures === 0 ? 60_000 : 5000) {
  for (const end = Date.now() + ms; ; await pause(50)) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain: ${what}`);
    }
  }
}

const fileUri = (name) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
/** Errors and warnings; hints are advice, and no concern of most tests. */
const diagnostics = (uri) => vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
const codeOf = (diagnostic) => (typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
const ask = (command, ...rest) => vscode.commands.executeCommand(`vscode.${command}`, ...rest);

/** Opens a file as the explorer does: a document from openTextDocument() would outlive its tab by minutes. */
async function open(name) {
  await vscode.commands.executeCommand('vscode.open', fileUri(name), { preview: false });
  const { document } = await waitUntil(`${name} in the editor`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.path.endsWith(name) && editor;
  });
  assert.equal(document.languageId, 'yaml');
  return document;
}

function placeOf(document, text) {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is not in the file`);
  return document.positionAt(offset);
}

async function edit(document, change) {
  const all = new vscode.WorkspaceEdit();
  change(all, document.uri);
  assert.ok(await vscode.workspace.applyEdit(all));
}

let asked = 0;
let failures = 0; // after the first, the rest is hardly worth waiting for

/** Does something in the window, or reads it; see `actions` in vscode.mjs. */
async function ui(action, ...rest) {
  const id = `${process.pid}-${++asked}`;
  const answer = path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, '../answers', id);
  console.log(`ui - ${JSON.stringify({ id, action, rest })}`);
  await waitUntil(`an answer to ${action} ${rest.join(' ')}`, () => existsSync(answer));
  return JSON.parse(readFileSync(answer, 'utf8'));
}

/** Waits until the text of what a selector finds in the window is as wanted; returns it. */
function seen(what, selector, wanted) {
  return waitUntil(what, async () => {
    const text = (await ui('text', selector)).join('\n').replaceAll('\u00a0', ' ');
    return wanted.test(text) && text;
  });
}

async function picture(name) {
  await pause(800); // for what is still being painted
  await ui('shoot', name);
}

/** What the symbols call the containers: name to role. */
async function roles(document) {
  const found = {};
  const visit = (symbols) => {
    for (const { name, detail, children } of symbols ?? []) {
      const words = `${name} ${detail}`.toLowerCase();
      const container = /main-app|init-setup|log-processor|cache-warmup/.exec(words)?.[0];
      const role = (/sidecar/.exec(words) ?? /init container/.exec(words) ?? /app container/.exec(words))?.[0];
      if (container && role) {
        found[container] = role;
      }
      visit(children);
    }
  };
  visit(await ask('executeDocumentSymbolProvider', document.uri));
  return found;
}

function setting(name, value) {
  return vscode.workspace.getConfiguration('podls').update(name, value, vscode.ConfigurationTarget.Global);
}

exports.run = async (tests) => {
  for (const [name, test] of Object.entries(tests)) {
    const begin = Date.now();
    try {
      await test();
      console.log(`ok - ${name} (${Date.now() - begin} ms)`);
    } catch (error) {
      failures += 1;
      console.log(`not ok - ${name}\n${error.stack}`.replaceAll('\n', '\n    '));
      await picture(`failed-${failures}`).catch(() => {});
    }
  }
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
};

Object.assign(exports, { extension, client, pause, waitUntil, fileUri, diagnostics, codeOf, ask, open, placeOf, edit, ui, seen, picture, roles, setting });
