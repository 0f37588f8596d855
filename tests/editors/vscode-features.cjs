// More tests inside VS Code: templates, completion, hover, rename, kubectl lines, the picture, settings, and the YAML extension beside.

const vscode = require('vscode');
const assert = require('node:assert/strict');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { client, pause, waitUntil, diagnostics, codeOf, ask, open, placeOf, edit, ui, seen, picture, setting } = require('./vscode-help.cjs');

const run = (command, ...rest) => vscode.commands.executeCommand(command, ...rest);
const editor = () => vscode.window.activeTextEditor;

/** Opens a file as it is on the disk, with the cursor where a text begins. */
async function at(name, text) {
  const document = await open(name);
  if (document.isDirty) {
    await run('workbench.action.files.revert');
  }
  const place = placeOf(document, text);
  editor().selection = new vscode.Selection(place, place);
  editor().revealRange(editor().selection, vscode.TextEditorRevealType.InCenter);
  return document;
}

/** The text in which the cursor can type at once: what is selected. */
const selected = () => editor().selections.map((one) => editor().document.getText(one));

const pty = path.join(vscode.env.appRoot, 'node_modules/node-pty');
const hasTerminals = existsSync(path.join(pty, 'prebuilds', `${process.platform}-${process.arch}`)) || existsSync(path.join(pty, 'build'));

const labels = (list) => list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));

/** Types a half-written field below the image of sidecars.yaml; resolves to the place behind it. */
async function halfTyped(word) {
  const document = await at('sidecars.yaml', 'image: nginx');
  const { line, character } = editor().selection.active;
  await edit(document, (all, uri) => all.insert(uri, new vscode.Position(line + 1, 0), `${' '.repeat(character)}${word}\n`));
  const end = new vscode.Position(line + 1, character + word.length);
  editor().selection = new vscode.Selection(end, end);
  return { document, end };
}

module.exports = {
  async 'a template goes in by the command, with places to type at'() {
    const document = await at('init-container.yaml', '- name: main-app');
    const before = document.getText();
    await run('podls.insertTemplate', 'wait-for-service');
    await waitUntil('the init container is there', () => document.getText() !== before);
    await waitUntil('a place to type at is selected', () => selected()[0] !== '');
    await picture('template');
    const [first] = selected();
    await run('type', { text: 'ledger' });
    await run('jumpToNextSnippetPlaceholder');
    await waitUntil('the next place is selected', () => selected()[0] !== '' && !editor().selection.isEmpty);
    assert.notEqual(selected()[0], first);
    await run('leaveSnippet');
    assert.match(document.getText(), /ledger/);
    assert.doesNotMatch(document.getText(), /\$\{?\d/);
    const added = document.getText().split('\n').filter((line) => !before.includes(line));
    assert.ok(added.every((line) => line.startsWith('  ')), `not as deep as it must be:\n${added.join('\n')}`);
    await pause(500);
    assert.deepEqual(diagnostics(document.uri), []);
    for (let undone = 0; document.getText() !== before && undone < 9; undone += 1) {
      await run('undo');
    }
    assert.equal(document.getText(), before);
  },

  async 'a template goes in by the light bulb, as deep as it must be'() {
    const document = await at('native-sidecar.yaml', 'containers:\n');
    const before = document.getText();
    const place = new vscode.Range(editor().selection.active, editor().selection.active);
    const actions = await ask('executeCodeActionProvider', document.uri, place, 'refactor.insert', 50);
    const action = actions.find(({ title }) => /wait for a service/.test(title));
    assert.ok(action?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    await waitUntil('a place to type at is selected', () => selected()[0] !== '');
    await pause(500);
    assert.deepEqual(diagnostics(document.uri), []);
    await run('leaveSnippet');
    await run('workbench.action.files.revert');
    assert.equal(document.getText(), before);
  },

  async 'templates are listed to choose from'() {
    await at('init-container.yaml', '- name: main-app');
    void run('podls.insertTemplate');
    await seen('the list', '.quick-input-widget .monaco-list-row', /Wait for a service/);
    await picture('templates');
    await ui('press', 'Escape');
  },

  async 'a completion comes while somebody types, and is accepted'() {
    const { document, end } = await halfTyped('image');
    await run('workbench.action.focusActiveEditorGroup');
    await ui('type', 'Pu');
    await seen('it is offered', '.suggest-widget.visible .monaco-list-row', /imagePullPolicy/);
    await picture('completion');
    await run('acceptSelectedSuggestion');
    await waitUntil('it is written', () => document.lineAt(end.line).text.trim().startsWith('imagePullPolicy:'));
    await run('workbench.action.files.revert');
  },

  async 'a completion of several lines goes in as deep as it must be'() {
    for (const [word, label] of [['reso', 'resources'], ['readi', 'readinessProbe'], ['volumeM', 'volumeMounts']]) {
      const { document, end } = await halfTyped(word);
      await run('workbench.action.focusActiveEditorGroup');
      await run('editor.action.triggerSuggest');
      await seen('it is offered', '.suggest-widget.visible .monaco-list-row', new RegExp(label));
      await pause(300);
      await run('acceptSelectedSuggestion');
      await waitUntil('it is written', () => document.lineAt(end.line).text.trim().startsWith(`${label}:`));
      const depth = (line) => document.lineAt(line).firstNonWhitespaceCharacterIndex;
      assert.equal(depth(end.line), end.character - word.length, document.getText());
      const below = editor().selection.active.line;
      if (below > end.line) {
        assert.ok(depth(below) >= depth(end.line), document.getText());
      }
      await run('leaveSnippet');
      await run('workbench.action.files.revert');
    }
  },

  async 'hover on a native sidecar tells its life and its kubectl commands'() {
    const document = await at('native-sidecar.yaml', 'log-shipper');
    const hovers = await ask('executeHoverProvider', document.uri, editor().selection.active);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join('\n');
    assert.match(text, /native sidecar/i);
    assert.match(text, /kubectl logs/);
    await seen('the lenses, which move the lines', '.codelens-decoration', /logs/);
    await pause(1000);
    await run('workbench.action.focusActiveEditorGroup');
    await run('editor.action.showHover');
    await seen('the hover', '.monaco-editor .monaco-hover', /native sidecar/i);
    await picture('hover');
    await ui('press', 'Escape');
  },

  async 'a volume is renamed with all its mounts, and nothing else'() {
    const document = await at('native-sidecar.yaml', 'logs\n        emptyDir');
    const before = document.getText();
    const changed = await ask('executeDocumentRenameProvider', document.uri, editor().selection.active, 'access-logs');
    assert.ok(await vscode.workspace.applyEdit(changed));
    assert.equal(document.getText(), before.replaceAll('- name: logs\n', '- name: access-logs\n'));
    assert.equal(document.getText().split('access-logs').length, 4);
    await run('undo');
    assert.equal(document.getText(), before);
  },

  // Older releases of code-server have terminals only once a compiler has made them.
  ...(hasTerminals && {
    async 'a lens types its kubectl line into a terminal, and does not press Enter'() {
      const document = await at('native-sidecar.yaml', 'log-shipper');
      const lenses = await waitUntil('lenses', async () => {
        const found = await ask('executeCodeLensProvider', document.uri, 50);
        return found.length > 0 && found;
      });
      const logs = lenses.find(({ command }) => /kubectl logs/.test(JSON.stringify(command.arguments)));
      assert.equal(logs.command.command, 'podls.runInTerminal');
      const [{ line }] = logs.command.arguments;
      await run(logs.command.command, ...logs.command.arguments);
      const unbroken = (text) => text.replace(/\s+/g, '');
      const text = await waitUntil('the line is in the terminal', async () => {
        const rows = unbroken((await ui('text', '.xterm-rows')).join(''));
        return rows.includes(unbroken(line)) && rows;
      });
      await pause(1000);
      const later = unbroken((await ui('text', '.xterm-rows')).join(''));
      assert.equal(later.split(unbroken(line)).length, 2, `once, and no more: ${later}`);
      assert.ok(later.endsWith(unbroken(line)), `nothing came of it: ${later}`);
      assert.ok(text);
      await picture('terminal');
      vscode.window.terminals.forEach((terminal) => terminal.dispose());
      await run('workbench.action.closePanel');
    },
  }),

  async 'the picture opens beside the text and follows the cursor, the text and the theme'() {
    await at('native-sidecar.yaml', 'log-shipper');
    await run('podls.draw');
    await seen('the Pod is drawn', 'svg.podls', /log-shipper/);
    const theme = vscode.workspace.getConfiguration('workbench');
    await theme.update('colorTheme', 'Default Light Modern', vscode.ConfigurationTarget.Global);
    await seen('in light colours', 'svg.podls.light', /log-shipper/);
    await picture('picture-light');
    await theme.update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Global);
    await seen('in dark colours', 'svg.podls.dark', /log-shipper/);
    await picture('picture-dark');
    await theme.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    const document = editor().document;
    await edit(document, (all, uri) => all.replace(uri, document.lineAt(placeOf(document, 'log-shipper').line).range, '      - name: log-carrier'));
    await seen('another name', 'svg.podls', /log-carrier/);
    await run('workbench.action.files.revert');
    await at('cronjob.yaml', 'kind');
    await seen('another Pod', 'svg.podls', /CronJob/);
    await open('broken/old-api.yaml');
    await run('podls.restart');
    await seen('a Pod from another server', 'svg.podls', /Deployment|Pod/);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const tab = tabs.find(({ input }) => input?.viewType?.endsWith('podls.picture'));
    assert.ok(tab, `tabs: ${tabs.map(({ label }) => label).join(', ')}`);
    await vscode.window.tabGroups.close(tab);
  },

  async 'a rule is explained on a page that cannot be edited'() {
    await run('podls.explain', 'unknown-field');
    await seen('the page', 'body', /Source:/);
    await picture('rule');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('podls-rule:/unknown-field.md'));
    assert.match(document.getText(), /^# unknown-field/);
    await run('workbench.action.closeActiveEditor');
  },

  async 'settings take effect at once'() {
    const document = await at('native-sidecar.yaml', 'log-shipper');
    const hints = () => vscode.languages.getDiagnostics(document.uri).length;
    await waitUntil('advice', () => hints() > 0 && diagnostics(document.uri).length === 0);
    await setting('kubernetesVersion', '1.27');
    await waitUntil('sidecars are not known yet', () => diagnostics(document.uri).length > 0);
    await setting('kubernetesVersion', undefined);
    await waitUntil('they are', () => diagnostics(document.uri).length === 0);
    await setting('profile', 'none');
    await waitUntil('no advice', () => hints() === 0);
    await setting('profile', undefined);
    await waitUntil('advice again', () => hints() > 0);
    const lenses = async () => (await ask('executeCodeLensProvider', document.uri)).length;
    await setting('hints.commands', false);
    await waitUntil('no lenses', async () => (await lenses()) === 0);
    await setting('hints.commands', undefined);
    await waitUntil('lenses', async () => (await lenses()) > 0);
  },

  async 'beside the YAML extension with a Kubernetes schema, no label is offered twice'() {
    const yaml = vscode.workspace.getConfiguration('yaml');
    const schema = path.join(__dirname, 'vscode-yaml/kubernetes.json');
    const use = (files) => yaml.update('schemas', { [schema]: files }, vscode.ConfigurationTarget.Global);
    const count = (list, wanted) => list.filter((label) => label === wanted).length;
    const twice = (list) => list.filter((label, i) => list.indexOf(label) !== i);

    let { document, end } = await halfTyped('im');
    const offered = async () => labels(await ask('executeCompletionItemProvider', document.uri, end));
    assert.equal(count(await offered(), 'imagePullPolicy'), 1, 'ours alone');
    await use(['elsewhere/*.yaml']);
    await vscode.extensions.getExtension('redhat.vscode-yaml').activate();
    assert.equal(count(await offered(), 'imagePullPolicy'), 1, 'that schema is for other files');
    await use(['*.yaml']);
    await waitUntil('it completes from the schema', async () => {
      const list = await ask('executeCompletionItemProvider', document.uri, end);
      return list.items.some(({ label, documentation }) => label === 'imagePullPolicy' && /Image pull policy\./.test(documentation?.value ?? documentation));
    });
    assert.equal(count(await offered(), 'imagePullPolicy'), 1);
    assert.deepEqual(twice(await offered()), []);
    await setting('schemaFeatures', 'on');
    await waitUntil('both, as asked for', async () => count(await offered(), 'imagePullPolicy') === 2);
    await setting('schemaFeatures', undefined);
    await waitUntil('once again', async () => count(await offered(), 'imagePullPolicy') === 1);
    await run('workbench.action.files.revert');

    ({ document, end } = await halfTyped('imagePullPolicy: '));
    await waitUntil('values', async () => count(await offered(), 'IfNotPresent') > 0);
    assert.deepEqual(twice(await offered()), []);
    await run('workbench.action.files.revert');

    document = await at('native-sidecar.yaml', 'logs\n          mountPath');
    end = editor().selection.active;
    await waitUntil('names of volumes, which no schema knows', async () => count(await offered(), 'scratch') > 0);
    assert.deepEqual(twice(await offered()), []);
  },

  async 'the two servers do not contradict each other'() {
    for (const name of ['init-container.yaml', 'sidecars.yaml', 'native-sidecar.yaml', 'statefulset.yaml', 'cronjob.yaml']) {
      const document = await open(name);
      await ask('executeDocumentSymbolProvider', document.uri);
      await pause(300);
      assert.deepEqual(diagnostics(document.uri).map(({ source, message }) => `${source}: ${message}`), [], name);
    }
    const document = await open('broken/typo.yaml');
    const theirs = ({ source }) => source !== 'podls';
    await waitUntil('both speak of the misspelled field', () => {
      const found = diagnostics(document.uri);
      return found.length === 2 && found.filter(theirs).length === 1;
    });
    const [one, other] = diagnostics(document.uri);
    assert.deepEqual(one.range.start, other.range.start);
    await picture('beside-yaml');
    await vscode.workspace.getConfiguration('yaml').update('schemas', undefined, vscode.ConfigurationTarget.Global);
    await waitUntil('podls alone does, once no schema is named', () => !diagnostics(document.uri).some(theirs));
  },

  async 'the Problems panel lists errors, and the places they are about'() {
    const document = await open('broken/duplicate-key.yaml');
    await waitUntil('a diagnostic with related places', () => diagnostics(document.uri).some(({ relatedInformation }) => relatedInformation?.length > 0));
    await run('workbench.actions.view.problems');
    await seen('the rows', '.markers-panel .monaco-list-row', /podls/);
    await picture('problems');
    await run('workbench.action.closePanel');
    assert.ok(client());
  },
};
