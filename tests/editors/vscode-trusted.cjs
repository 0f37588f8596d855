// The other side of vscode-restricted.cjs: in a folder that is trusted, its settings do name the program to start.

const vscode = require('vscode');
const assert = require('node:assert/strict');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { waitUntil, open, run } = require('./vscode-help.cjs');

exports.run = () =>
  run({
    async 'in a trusted folder it can'() {
      await open('broken/typo.yaml');
      assert.equal(vscode.workspace.isTrusted, true);
      await waitUntil('it was started', () => existsSync(path.join(vscode.workspace.workspaceFolders[0].uri.fsPath, '../was-started')));
    },
  });
