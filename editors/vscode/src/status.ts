// The entry in the language status ({} in the status bar of a YAML editor): what runs, or why nothing does.

import * as vscode from 'vscode';
import { kubernetesVersion, profile } from './settings.ts';

export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem('podls.status', selector);
    this.item.name = 'podls';
  }

  starting(): void {
    this.show('podls is starting', vscode.LanguageStatusSeverity.Information, true);
  }

  running(version: string): void {
    this.show(`podls ${version}`, vscode.LanguageStatusSeverity.Information);
    // What holds for the one file at hand may be another version: only the server reads podls.yaml.
    this.item.detail = `Kubernetes ${kubernetesVersion() || '(newest known)'}, profile ${profile() || 'recommended'}, unless a podls.yaml says otherwise`;
    this.item.command = { title: 'Restart', command: 'podls.restart' };
  }

  stopped(): void {
    this.show('podls has stopped', vscode.LanguageStatusSeverity.Warning);
    this.item.command = { title: 'Restart', command: 'podls.restart' };
  }

  failed(why: string): void {
    this.show('podls does not run', vscode.LanguageStatusSeverity.Error);
    this.item.detail = why;
    this.item.command = { title: 'Show Logs', command: 'podls.showLogs' };
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.item.text = text;
    this.item.severity = severity;
    this.item.busy = busy;
    this.item.detail = '';
    this.item.command = undefined;
  }
}
