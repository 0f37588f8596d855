// The picture of the Pod at the cursor, beside the editor. It follows the cursor, the text and the colour theme.
// The server draws; this shows.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { page } from './page.ts';

interface Drawn {
  name: string;
  svg: string;
}

/** What the page shows: a picture, or words where there is none. */
type Shown = { svg: string } | { words: string };

const calm = 80; // milliseconds of quiet before it is drawn anew

export class Picture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.TextDocument | undefined;
  private position = new vscode.Position(0, 0);
  private timer: NodeJS.Timeout | undefined;
  private drawing = 0;
  private shown: Shown | undefined;
  private readonly selector: vscode.DocumentSelector;
  private readonly client: () => BaseLanguageClient | undefined;
  private readonly listeners: vscode.Disposable[];

  constructor(selector: vscode.DocumentSelector, client: () => BaseLanguageClient | undefined) {
    this.selector = selector;
    this.client = client;
    this.listeners = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.document && this.soon()),
      vscode.window.onDidChangeActiveColorTheme(() => this.soon()),
    ];
  }

  /** Opens the picture, or brings it to the front. */
  open(): void {
    const editor = vscode.window.activeTextEditor;
    if (this.panel === undefined) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.panel = vscode.window.createWebviewPanel('podls.picture', 'Pod', place, { enableScripts: true, localResourceRoots: [] });
      this.panel.onDidDispose(() => this.closed());
      // A page that was hidden comes back empty, and says so.
      this.panel.webview.onDidReceiveMessage(() => this.shown && void this.panel?.webview.postMessage(this.shown));
      this.panel.webview.html = page(randomBytes(16).toString('hex'));
    } else {
      this.panel.reveal(undefined, true);
    }
    this.follow(editor ?? vscode.window.visibleTextEditors.find(({ document }) => this.isOurs(document)));
    this.soon();
  }

  /** To be called when the same text may look different: other settings, another server. */
  soon(): void {
    if (this.panel !== undefined) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.draw(), calm);
    }
  }

  dispose(): void {
    this.panel?.dispose();
    this.listeners.forEach((listener) => listener.dispose());
  }

  private closed(): void {
    clearTimeout(this.timer);
    this.panel = undefined;
    this.document = undefined;
    this.shown = undefined;
  }

  private isOurs(document: vscode.TextDocument): boolean {
    return vscode.languages.match(this.selector, document) > 0;
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor !== undefined && this.isOurs(editor.document)) {
      this.document = editor.document;
      this.position = editor.selection.active;
      this.soon();
    }
  }

  private async draw(): Promise<void> {
    const number = ++this.drawing;
    const drawn = await this.ask();
    if (number !== this.drawing || this.panel === undefined || drawn === 'later') {
      return;
    }
    this.panel.title = drawn === null ? 'Pod' : drawn.name;
    this.shown = drawn === null ? { words: 'No Pod here: put the cursor into a manifest that has one.' } : { svg: drawn.svg };
    void this.panel.webview.postMessage(this.shown);
  }

  /** The picture; `later` where there is nobody to ask, so that the last one stays. */
  private async ask(): Promise<Drawn | null | 'later'> {
    const client = this.client();
    if (this.document === undefined) {
      return null;
    }
    if (client === undefined) {
      return 'later';
    }
    const { kind } = vscode.window.activeColorTheme;
    const isLight = kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight;
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(this.document);
    try {
      return await client.sendRequest<Drawn | null>('podls/draw', { textDocument, position: this.position, theme: isLight ? 'light' : 'dark' });
    } catch {
      return 'later'; // it has just died; the next one will be asked
    }
  }
}
