// The page that holds the picture. Nothing in it is fetched, and only its own script runs.
// Knows nothing of VS Code, so that it can be tested alone.

/** The page; `nonce` is a fresh random word that lets its script and its style in, and nothing else. */
export function page(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'">
<title>Pod</title>
<style nonce="${nonce}">
body { margin: 0; padding: 16px; }
#words { color: var(--vscode-descriptionForeground); }
#picture svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
</style>
</head>
<body>
<p id="words" role="status"></p>
<div id="picture"></div>
<script nonce="${nonce}">
// The style of the picture is taken out and adopted: written into the page, the policy above would keep it out.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
const words = document.getElementById('words');
const picture = document.getElementById('picture');
window.addEventListener('message', ({ data }) => {
  words.textContent = data.words ?? '';
  words.hidden = data.words === undefined;
  picture.replaceChildren();
  if (typeof data.svg !== 'string') {
    return;
  }
  const svg = new DOMParser().parseFromString(data.svg, 'image/svg+xml').documentElement;
  const style = svg.querySelector('style');
  sheet.replaceSync(style?.textContent ?? '');
  style?.remove();
  svg.style.minWidth = 0.6 * svg.getAttribute('width') + 'px'; // below that, the words are too small to be read
  picture.append(document.adoptNode(svg));
});
acquireVsCodeApi().postMessage('ready');
</script>
</body>
</html>
`;
}
