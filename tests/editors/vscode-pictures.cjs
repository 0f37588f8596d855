// Not a test: makes the pictures of the README in a real VS Code. Run by `pictures`.

const vscode = require('vscode');
const { pause, waitUntil, diagnostics, open, placeOf, setting, ui, seen, run } = require('./vscode-help.cjs');

const does = (command, ...rest) => vscode.commands.executeCommand(command, ...rest);
const editor = () => vscode.window.activeTextEditor;

async function at(name, text, where = 'center') {
  const document = await open(name);
  const place = placeOf(document, text);
  editor().selection = new vscode.Selection(place, place);
  await does('revealLine', { lineNumber: Math.max(0, place.line - (where === 'top' ? 2 : 0)), at: where });
  return document;
}

async function shoot(name) {
  await pause(1200);
  await ui('part', name, '.part.editor, .part.panel');
}

function theme(name) {
  return vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);
}

exports.run = async () => {
  await does('workbench.action.closeSidebar');
  await theme('Default Light Modern');
  const settings = vscode.workspace.getConfiguration('editor');
  await settings.update('stickyScroll.enabled', false, vscode.ConfigurationTarget.Global);
  await ui('size', 900, 640);
  await run({
    async 'a template, with places to type at'() {
      const document = await at('native-sidecar.yaml', 'initContainers');
      await seen('lenses', '.codelens-decoration', /logs/);
      await does('podls.insertTemplate', 'wait-for-service');
      await waitUntil('a place to type at', () => !editor().selection.isEmpty);
      await does('revealLine', { lineNumber: editor().selection.active.line - 16, at: 'top' });
      await shoot('template');
      await does('leaveSnippet');
      while (document.isDirty) {
        await does('undo');
      }
    },

    async 'hover on a native sidecar'() {
      await setting('profile', 'none'); // advice would stand above what the hover is about
      await at('native-sidecar.yaml', 'log-shipper', 'top');
      await pause(1500);
      await does('editor.action.showHover');
      await seen('the hover', '.monaco-editor .monaco-hover', /native sidecar/i);
      await shoot('hover');
      await ui('press', 'Escape');
      await setting('profile', undefined);
    },

    async 'rename across mounts'() {
      const document = await at('native-sidecar.yaml', 'logs\n        emptyDir', 'bottom');
      await ui('size', 900, 1100);
      await does('revealLine', { lineNumber: 53, at: 'top' });
      await does('workbench.action.focusActiveEditorGroup');
      await pause(1000);
      await ui('press', 'F2');
      await waitUntil('the box', async () => (await ui('text', '.rename-box:visible')).length > 0);
      await pause(500);
      await ui('type', 'access-logs');
      await shoot('rename-box');
      await ui('press', 'Enter');
      await waitUntil('renamed', () => document.getText().includes('access-logs'));
      await shoot('rename');
      await does('undo');
      await ui('size', 900, 640);
    },

    async 'diagnostics and the Problems panel'() {
      const document = await open('broken/duplicate-key.yaml');
      await waitUntil('diagnostics', () => diagnostics(document.uri).length > 0);
      await does('workbench.actions.view.problems');
      await seen('the rows', '.markers-panel .monaco-list-row', /podls/);
      await shoot('problems');
      await does('workbench.action.closePanel');
      await does('workbench.action.focusActiveEditorGroup');
      await does('editor.action.marker.next');
      await shoot('related');
      await ui('press', 'Escape');
    },

    async 'the picture, light and dark'() {
      await ui('size', 1300, 640);
      await does('workbench.action.closeAllEditors');
      await at('native-sidecar.yaml', 'log-shipper', 'top');
      await does('podls.draw');
      await seen('the Pod', 'svg.podls.light', /log-shipper/);
      await shoot('draw-light');
      await theme('Default Dark Modern');
      await seen('the Pod', 'svg.podls.dark', /log-shipper/);
      await shoot('draw-dark');
    },
  });
};
