// Completes some field names of containers, as the YAML extension does with a Kubernetes schema.

const vscode = require('vscode');

exports.activate = (context) => {
  const fields = ['imagePullPolicy', 'livenessProbe', 'resources', 'workingDir'];
  const provideCompletionItems = () => fields.map((name) => new vscode.CompletionItem(name, vscode.CompletionItemKind.Property));
  context.subscriptions.push(vscode.languages.registerCompletionItemProvider('yaml', { provideCompletionItems }));
};
