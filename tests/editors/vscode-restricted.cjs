// The test in Restricted Mode: the folder names a program to start as the server. See vscode.mjs.

const vscode = require('vscode');
const assert = require('node:assert/strict');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { client, waitUntil, diagnostics, open, run } = require('./vscode-help.cjs');

exports.run = () =>
  run({
    async 'in Restricted Mode the folder cannot name the program to start'() {
      const typo = await open('broken/typo.yaml');
      assert.equal(vscode.workspace.isTrusted, false);
      await waitUntil('the server of the user has answered', () => client()?.initializeResult);
      const asked = vscode.workspace.getConfiguration('podls').inspect('server.path');
      assert.match(asked.workspaceValue ?? '(not read)', /unwanted|not read/);
      assert.doesNotMatch(await vscode.commands.executeCommand('podls.showVersion'), /unwanted/);
      await waitUntil('and checks', () => diagnostics(typo.uri).length === 1);
      assert.ok(!existsSync(path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, '../was-started')));
    },
  });
