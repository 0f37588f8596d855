// The tests inside a real VS Code: loaded by its extension host, with the real `vscode` API and the installed extension.
// Run by vscode.mjs; the contract (exports.run) is that of @vscode/test-electron, so it can serve there as well.
// A line `shot - NAME` asks vscode.mjs for a picture of the window.

const vscode = require('vscode');
const assert = require('node:assert/strict');

const extension = () => vscode.extensions.getExtension('podls.podls');
const client = () => extension().exports.client();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitUntil(what, condition, ms = 20_000) {
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
const diagnostics = (uri) => vscode.languages.getDiagnostics(uri);
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

async function picture(name) {
  await pause(800); // for what is still being painted
  console.log(`shot - ${name}`);
  await pause(1200);
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

let init, sidecars, typo;

const tests = {
  async 'opening a manifest starts podls'() {
    init = await open('init-container.yaml');
    await waitUntil('the extension is active', () => extension()?.isActive);
    await waitUntil('the server has answered', () => client()?.initializeResult);
    assert.equal(client().initializeResult.serverInfo.name, 'podls');
    assert.match(client().initializeResult.serverInfo.version, /^\d+\.\d+\.\d+/);
  },

  async 'a misspelled field is one error, where it stands'() {
    typo = await open('broken/typo.yaml');
    await waitUntil('a diagnostic', () => diagnostics(typo.uri).length > 0);
    const found = diagnostics(typo.uri);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(codeOf(found[0]), 'unknown-field');
    assert.equal(found[0].severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(found[0].range.start, placeOf(typo, 'imagePullPolcy'));
    await picture('diagnostic');
  },

  async 'the manifests of the mission are clean'() {
    sidecars = await open('sidecars.yaml');
    await roles(sidecars); // a question that is answered after the file was read
    await pause(1000);
    assert.deepEqual(diagnostics(init.uri), []);
    assert.deepEqual(diagnostics(sidecars.uri), []);
  },

  async 'symbols tell init container, sidecar and app container apart'() {
    assert.deepEqual(await roles(init), { 'init-setup': 'init container', 'main-app': 'app container' });
    assert.deepEqual(await roles(sidecars), { 'main-app': 'app container', 'log-processor': 'sidecar', 'cache-warmup': 'sidecar' });
  },

  async 'hover explains initContainers'() {
    const hovers = await ask('executeHoverProvider', init.uri, placeOf(init, 'initContainers'));
    const text = hovers.flatMap((hover) => hover.contents.map((content) => content.value ?? content)).join('\n');
    assert.ok(text.length > 20, `too little: ${text}`);
  },

  async 'completion offers the fields of a container'() {
    const image = placeOf(sidecars, 'image: nginx');
    const next = new vscode.Position(image.line + 1, 0);
    await edit(sidecars, (all, uri) => all.insert(uri, next, `${' '.repeat(image.character)}imageP\n`));
    const end = new vscode.Position(next.line, image.character + 'imageP'.length);
    const list = await ask('executeCompletionItemProvider', sidecars.uri, end);
    const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(labels.includes('imagePullPolicy'), `offered: ${labels.join(', ')}`);
    await edit(sidecars, (all, uri) => all.delete(uri, new vscode.Range(next, next.translate(1))));
    await waitUntil('no diagnostic once the half-typed line is gone', () => diagnostics(sidecars.uri).length === 0);
  },

  async 'the code action repairs the misspelled field'() {
    await open('broken/typo.yaml');
    const [diagnostic] = diagnostics(typo.uri);
    const actions = await ask('executeCodeActionProvider', typo.uri, diagnostic.range, vscode.CodeActionKind.QuickFix.value, 20);
    const rename = actions.find((action) => action.title === 'Rename to `imagePullPolicy`');
    assert.ok(rename, `offered: ${actions.map((action) => action.title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(rename.edit));
    assert.match(typo.getText(), /imagePullPolicy: Always/);
    await waitUntil('the diagnostic is gone', () => diagnostics(typo.uri).length === 0);
    await vscode.commands.executeCommand('undo');
    await waitUntil('undo brings it back', () => diagnostics(typo.uri).length === 1);
  },

  async 'the restart command starts another server'() {
    const before = client();
    await vscode.commands.executeCommand('podls.restart');
    assert.notEqual(client(), before);
    assert.equal(client().initializeResult.serverInfo.name, 'podls');
    await waitUntil('a diagnostic from it', () => diagnostics(typo.uri).length === 1);
    await picture('restarted');
  },

  async 'a killed server comes back by itself'() {
    const before = client().serverProcess.pid;
    process.kill(before, 'SIGKILL');
    await waitUntil('another process', () => client()?.serverProcess && client().serverProcess.pid !== before && client().initializeResult);
    await waitUntil('a diagnostic from it', () => diagnostics(typo.uri).length === 1);
  },

  async 'the version command says what runs'() {
    const words = await vscode.commands.executeCommand('podls.showVersion');
    assert.match(words, /^podls \d+\.\d+\.\d+.*: .*podls.* \(setting\)$/);
  },

  async 'a changed server path takes effect at once; a wrong one does no harm'() {
    const before = client();
    const path = vscode.workspace.getConfiguration('podls').get('server.path');
    await setting('server.path', `${path}-is-not-here`);
    await waitUntil('no server', () => client() === undefined);
    await waitUntil('its diagnostics are gone', () => diagnostics(typo.uri).length === 0);
    assert.match(await vscode.commands.executeCommand('podls.showVersion'), /does not run/);
    await vscode.commands.executeCommand('notifications.showList'); // under test, VS Code keeps messages in the list
    await picture('missing');
    await vscode.commands.executeCommand('notifications.hideList');
    await setting('server.path', path);
    await waitUntil('a server again', () => client()?.initializeResult);
    assert.notEqual(client(), before);
    await waitUntil('a diagnostic from it', () => diagnostics(typo.uri).length === 1);
  },

  async 'a program that is no server is told of, and does no harm'() {
    const path = vscode.workspace.getConfiguration('podls').get('server.path');
    for (const wrong of ['/bin/false', '/bin/cat']) {
      await setting('server.path', wrong);
      await vscode.commands.executeCommand('podls.restart');
      assert.equal(client(), undefined);
    }
    await vscode.commands.executeCommand('notifications.showList');
    await picture('wrong-program');
    await vscode.commands.executeCommand('notifications.hideList');
    await setting('server.path', path);
    await waitUntil('a server again', () => client()?.initializeResult);
  },

  async 'closing clears the diagnostics'() {
    await open('broken/typo.yaml');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await waitUntil('no diagnostic anywhere', () => vscode.languages.getDiagnostics().every(([, found]) => found.length === 0));
  },
};

exports.run = async () => {
  let failures = 0;
  for (const [name, test] of Object.entries(tests)) {
    const begin = Date.now();
    try {
      await test();
      console.log(`ok - ${name} (${Date.now() - begin} ms)`);
    } catch (error) {
      failures += 1;
      console.log(`not ok - ${name}\n${error.stack}`.replaceAll('\n', '\n    '));
    }
  }
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
};
