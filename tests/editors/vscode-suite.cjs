// The tests inside a real VS Code: loaded by its extension host, with the real `vscode` API and the installed extension.
// Run by vscode.mjs; the contract (exports.run) is that of @vscode/test-electron. What the extension adds is in vscode-features.cjs.

const vscode = require('vscode');
const assert = require('node:assert/strict');
const { extension, client, pause, waitUntil, diagnostics, codeOf, ask, open, placeOf, edit, picture, roles, setting, run } = require('./vscode-help.cjs');

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
    await waitUntil('nothing is said of it any more', () => vscode.languages.getDiagnostics(typo.uri).length === 0);
  },
};

exports.run = () => run({ ...tests, ...require('./vscode-features.cjs') });
