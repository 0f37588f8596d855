// Starts the language server of the YAML extension, which is what completes and checks in it. vscode.mjs says where it is, by settings.

const path = require('node:path');
const vscode = require('vscode');

exports.activate = async () => {
  const downloads = vscode.workspace.getConfiguration('yamlTest').get('downloads');
  const { LanguageClient } = require(path.join(downloads, 'extension/node_modules/vscode-languageclient/lib/node/main.js'));
  const command = path.join(downloads, 'vscode/bin/node');
  const args = [path.join(downloads, 'yaml-server/node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'];
  const client = new LanguageClient('yaml', 'YAML', { command, args }, { documentSelector: [{ language: 'yaml' }], synchronize: { configurationSection: 'yaml' } });
  await client.start();
};
