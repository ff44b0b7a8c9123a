// VS Code's window as a person uses it: opens files, points at words, presses keys, reads the screen.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** The timeout for anything to appear, in milliseconds. */
export const LIMIT = Number(process.env.ONRECORD_TEST_LIMIT ?? 60_000);

/** How long a key may take to open the quick input before it is pressed again: an opening editor swallows keys. */
const BOX = 5_000;

const BROWSER = {
  executablePath: process.env.ONRECORD_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

// Screenshots should look the same on every machine, so they use two fonts that install.sh installs.
const STYLE = `.monaco-workbench { font-family: Inter, "DejaVu Sans", sans-serif !important; }`;

/** The name VS Code gives to the extension's status item: publisher, extension, item. */
const STATUS = 'onrecord.onrecord.onrecord';

/** One window of VS Code. */
export class Workbench {
  #browser;

  /** Opens VS Code at an address and waits until it is ready. */
  static async open(address) {
    const workbench = new Workbench();
    workbench.#browser = await chromium.launch(BROWSER);
    const context = await workbench.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 2, // sharp letters in the pictures
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    workbench.page = await context.newPage();
    workbench.page.setDefaultTimeout(LIMIT);
    await workbench.#load(() => workbench.page.goto(address));
    return workbench;
  }

  /** Reloads the window, as after a change of settings. */
  async reload() {
    await this.#load(() => this.page.reload());
  }

  /** Opens another folder in the window. */
  async openFolder(folder) {
    const address = new URL(this.page.url());
    address.searchParams.set('folder', folder);
    await this.#load(() => this.page.goto(address.href));
  }

  async #load(go) {
    await go();
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.page.addStyleTag({ content: STYLE });
  }

  async close() {
    await this.#browser?.close();
  }

  /** Runs a command from the palette, by its title. */
  async command(title) {
    await this.#pick('F1', `>${title}`, title);
  }

  /** Runs a command that asks for something in the same box. */
  async commandThatAsks(title) {
    await this.#choose('F1', `>${title}`, title);
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace, by name, and waits until its text is shown. */
  async openFile(name) {
    await this.#pick('Control+p', name, name);
    await this.tab(name);
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Puts the cursor at the start of a 1-based line, in the middle of the screen if the line was off it. */
  async goToLine(line) {
    await this.#pick('Control+g', `:${line}`, `line ${line}`);
    await this.status('status.editor.selection', new RegExp(`^Ln ${line}, Col 1$`));
  }

  /** Hides the side bar with the explorer. */
  async hideSideBar() {
    await this.page.keyboard.press('Control+b');
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** Undoes all changes of the note in front. */
  async undoAll() {
    await this.command('File: Revert File');
    await this.page.locator('.tab.active.selected.dirty').first().waitFor({ state: 'hidden' });
  }

  /**
   * Opens the box at the top with a key, types `text` into it and takes the first entry once it is `entry`, for the list
   * lags behind the keys. An editor that is still opening takes the focus away and closes the box: then once more.
   */
  async #pick(key, text, entry) {
    await this.#choose(key, text, entry);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  async #choose(key, text, entry) {
    const box = this.page.locator('.quick-input-widget');
    const deadline = Date.now() + LIMIT;
    for (;;) {
      await this.page.keyboard.press(key);
      try {
        await box.locator('input.input').fill(text, { timeout: BOX });
        await box.locator('.monaco-list-row.focused', { hasText: entry }).waitFor({ timeout: BOX });
        break;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
      }
    }
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the editor in front shows a file. */
  async tab(name) {
    await this.page.locator('.tab.active.selected', { hasText: name }).first().waitFor();
  }

  /** The centre of some words on the screen, in pixels. Wrapped words are located by their first line. */
  async find(words) {
    const handle = await this.page.waitForFunction(middleOf, words);
    return handle.jsonValue();
  }

  /** Moves the mouse over some words, and nothing else. */
  async point(words) {
    // A code lens that appears meanwhile moves the words away from the mouse.
    for (let at = await this.find(words), before; before?.x !== at.x || before?.y !== at.y; ) {
      before = at;
      // A hover starts with a movement inside the text, so the mouse comes from beside the words.
      await this.page.mouse.move(at.x - 3, at.y);
      await this.page.mouse.move(at.x, at.y);
      at = await this.find(words);
    }
  }

  /** Puts the cursor on some words. */
  async click(words) {
    // A code lens that appears meanwhile moves the words away from the mouse.
    for (let at = await this.find(words), before; before?.x !== at.x || before?.y !== at.y; ) {
      before = at;
      await this.page.mouse.click(at.x, at.y);
      at = await this.find(words);
    }
  }

  /** Hovers over some words, waits until the hover contains `text`, and returns all of it. */
  async hover(words, text) {
    await this.point(words);
    const card = this.page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
    await card.waitFor();
    return card.innerText();
  }

  /** Takes the mouse and the focus away from hovers and menus. */
  async dismiss() {
    await this.page.keyboard.press('Escape');
    await this.page.mouse.move(2, 2);
    await this.page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
  }

  /** Waits until the completion list offers an entry. A list made while sources are still being read lacks them, so it is asked for again. */
  async suggested(text) {
    const entry = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
    for (const deadline = Date.now() + LIMIT; !(await entry.waitFor({ timeout: BOX }).then(() => true, () => false)); ) {
      assert.ok(Date.now() < deadline, `“${text}” is not suggested`);
      await this.page.keyboard.press('Control+Space');
    }
  }

  /** Waits for an underline of a severity (error, warning, info, hint). */
  async underline(severity) {
    await this.page.locator(`.squiggly-${severity}`).first().waitFor();
  }

  /** Waits until the extension's status item counts findings of the note in front, and returns its text. */
  async tally() {
    return this.status(STATUS, /\d/);
  }

  /** Waits until the status item differs from `other`, or shows `again` what it showed before. */
  async tallyBecomes({ other, again }) {
    const item = this.page.locator(`.statusbar-item[id="${STATUS}"]`);
    await item.filter(again === undefined ? { hasNotText: other } : { hasText: again }).waitFor();
  }

  /** Presses a key that may be pressed again, until a status item shows `text`: a window that comes to the front may lose keys. */
  async pressUntil(key, id, text) {
    const item = this.page.locator(`.statusbar-item[id="${id}"]`).filter({ hasText: text });
    for (const deadline = Date.now() + LIMIT; ; ) {
      await this.page.keyboard.press(key);
      if (await item.waitFor({ timeout: BOX }).then(() => true, () => false)) {
        return;
      }
      assert.ok(Date.now() < deadline, `${id} never shows ${text}`);
    }
  }

  /** Waits until the extension's status item says that no server is running. */
  async stopped() {
    await this.page.locator(`.statusbar-item.error-kind[id="${STATUS}"]`).waitFor();
  }

  /** The text of a 1-based line, without inlay hints. */
  async line(line) {
    await this.goToLine(line);
    await this.page.keyboard.press('Shift+End');
    await this.status('status.editor.selection', /selected/);
    return this.selection();
  }

  /** The whole text of the editor in front. */
  async text() {
    await this.page.keyboard.press('Control+a');
    await this.status('status.editor.selection', /selected/);
    return this.selection();
  }

  /**
   * Takes the quick fix of that title for what is selected. The menu is asked for again while it does not offer it: what is
   * offered grows until the sources are read.
   */
  async fix(title) {
    const menu = this.page.locator('.action-widget');
    const entry = menu.locator('.monaco-list-row', { hasText: title }).first();
    for (const deadline = Date.now() + LIMIT; ; ) {
      await this.page.keyboard.press('Control+.');
      const offered = await entry.waitFor({ timeout: BOX }).then(() => true, () => false);
      if (offered) {
        break;
      }
      assert.ok(Date.now() < deadline, `no fix “${title}” is offered`);
      await this.page.keyboard.press('Escape');
    }
    // By keyboard: VS Code covers the menu with a pane that takes clicks.
    const focused = menu.locator('.monaco-list-row.focused', { hasText: title });
    for (let left = await menu.locator('.monaco-list-row').count(); left > 0 && !(await focused.isVisible()); left--) {
      await this.page.keyboard.press('ArrowDown');
    }
    await focused.waitFor();
    await this.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'hidden' });
  }

  /** Waits until an entry of the status bar matches, and returns it. */
  async status(id, pattern) {
    const entry = this.page.locator(`.statusbar-item[id="${id}"]`, { hasText: pattern });
    await entry.waitFor();
    return entry.innerText();
  }

  /** The selection in the editor in front, as it would be copied. */
  async selection() {
    await this.page.keyboard.press('Control+c');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The page in a webview (a preview, a panel of the extension). */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Waits until a webview contains a text. */
  async webviewSays(text) {
    await this.webview().getByText(text).first().waitFor();
  }

  /** Saves a screenshot. */
  async picture(file) {
    await this.page.screenshot({ path: file });
  }
}

/** Runs in the page: the centre of `words` in the focused editor, or false while they are off the screen. */
function middleOf(words) {
  const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll(/[\u200b\u200c]/g, '');
  const editor = document.querySelector('.editor-group-container.active .monaco-editor') ?? document;
  for (const line of editor.querySelectorAll('.view-line')) {
    const start = plain(line.textContent ?? '').indexOf(words);
    if (start < 0) {
      continue;
    }
    let wanted = start + Math.floor(words.length / 2);
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (wanted < node.data.length) {
        const range = document.createRange();
        range.setStart(node, wanted);
        range.setEnd(node, wanted + 1);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      wanted -= node.data.length;
    }
  }
  return false;
}
