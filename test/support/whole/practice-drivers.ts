import assert from 'node:assert/strict';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { lateEndMs } from '../run/late-end.ts';

/** Hands for the practice page: what a person does in chat, channel, tab, Microsoft's page and with the token. */

const paneOf = (page: Page, name: 'chat' | 'channel' | 'subject' | 'tab'): FrameLocator =>
  page.frameLocator(`#pane-${name}`);

/** Opens the page and waits until everything in it has loaded. Nothing but this computer is reached. */
export async function openPractice(page: Page, url: string): Promise<void> {
  await page.route(/^https:/, (route) => route.abort());
  await page.goto(url);
  for (const name of ['chat', 'channel'] as const)
    await paneOf(page, name)
      .locator('html[data-practice-ready=true]')
      .waitFor({ state: 'attached', timeout: lateEndMs });
  await paneOf(page, 'tab').getByRole('heading', { name: 'Queue' }).waitFor({ timeout: lateEndMs });
}

/** Brings a pane to the front. */
export async function show(page: Page, name: 'chat' | 'channel' | 'subject'): Promise<FrameLocator> {
  await page.locator(`#head-${name}`).click();
  return paneOf(page, name);
}

export const tabOf = (page: Page): FrameLocator => paneOf(page, 'tab');

/** What the strip says now. */
export function stripText(page: Page): Locator {
  return page.locator('#step');
}

// chat

/** Writes to the bot as the manager. */
export async function writeInChat(page: Page, text: string): Promise<FrameLocator> {
  const chat = await show(page, 'chat');
  await chat.locator('[contenteditable=true]').first().fill(text);
  await chat.getByRole('button', { name: 'Send Message' }).click();
  return chat;
}

export type Asked = { readonly subject: string; readonly reason: string; readonly site: string };

/** Asks for the form and sends it; resolves when the chat shows the request's card. */
export async function askForToken(page: Page, { subject, reason, site }: Asked): Promise<FrameLocator> {
  const chat = await writeInChat(page, 'request');
  await fillForm(chat, { subject, reason, site });
  await chat.getByRole('button', { name: 'Ask for it' }).last().click();
  await chat.getByText(`Token for ${subject}`).last().waitFor();
  return chat;
}

/** Fills the newest form card in the chat. */
export async function fillForm(chat: FrameLocator, { subject, reason, site }: Asked): Promise<void> {
  const picker = chat.locator('.ms-PeoplePicker input, [role=combobox][aria-label*="carry"]').last();
  await picker.click();
  await picker.pressSequentially(subject.split(' ')[0] ?? subject, { delay: 30 });
  await chat
    .getByRole('option', { name: new RegExp(subject) })
    .first()
    .click();
  await choose(chat, 'Why', reason);
  await choose(chat, 'Site', site);
}

export async function choose(chat: FrameLocator, label: string, option: string): Promise<void> {
  const field = chat.getByLabel(label).last();
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
    await field.selectOption({ label: option });
    return;
  }
  await field.click();
  await chat.getByRole('option', { name: option }).first().click();
}

// channel

/** Posts `@Token Desk text` in #it-tokens as the technician. */
export async function postInChannel(page: Page, text: string): Promise<FrameLocator> {
  const channel = await show(page, 'channel');
  const box = channel.locator('[contenteditable=true]').first();
  await box.click();
  await box.pressSequentially('@', { delay: 50 });
  await channel.getByRole('menuitem', { name: /Token Desk/ }).click();
  await box.pressSequentially(` ${text}`, { delay: 20 });
  await channel.getByRole('button', { name: 'Post' }).click();
  return channel;
}

// Microsoft's page

/** Signs the subject in on the security info page, if the page asks. */
export async function signInAsSubject(page: Page, password: string): Promise<FrameLocator> {
  const microsoft = await show(page, 'subject');
  await microsoft.locator('input[name=password]').fill(password);
  await microsoft.locator('input[name=password]').press('Enter');
  await microsoft.getByRole('button', { name: 'Add sign-in method' }).waitFor();
  return microsoft;
}

/** From the list to the QR code of “a different authenticator app”. */
export async function openQr(page: Page): Promise<Locator> {
  const microsoft = await show(page, 'subject');
  await microsoft.getByRole('button', { name: 'Add sign-in method' }).click();
  await microsoft.getByRole('button', { name: /Authenticator app/ }).click();
  const different = microsoft.getByRole('button', { name: 'I want to use a different authenticator app' });
  await different.click();
  await different.waitFor({ state: 'hidden' }); // the page it stands on has a “Next” of its own
  await microsoft.getByRole('button', { name: 'Next' }).click();
  const qr = microsoft.locator('img[src^="data:image/png"]');
  await qr.waitFor();
  return qr;
}

/** Types the token's code on the page that shows the QR code, and finishes there. */
export async function finishAtMicrosoft(page: Page, code: string): Promise<void> {
  const microsoft = await show(page, 'subject');
  await microsoft.getByRole('button', { name: 'Next' }).click();
  await microsoft.locator('input[name=code]').fill(code);
  await microsoft.getByRole('button', { name: 'Next' }).click();
  await microsoft.getByRole('button', { name: 'Done' }).click();
}

// token

const panel = (page: Page) => page.locator('#token-panel');

/** Takes another token out of the drawer. */
export async function takeToken(page: Page, lastDigits: string): Promise<void> {
  await panel(page)
    .getByRole('button', { name: new RegExp(`…${lastDigits}$`) })
    .click();
}

export async function pressPower(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Power', exact: true }).click();
}

export async function holdToReader(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Hold to reader' }).click();
  await panel(page).getByRole('button', { name: 'Lift' }).waitFor();
}

export async function liftToken(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Lift' }).click();
  await panel(page).getByRole('button', { name: 'Hold to reader' }).waitFor();
}

/** Reads the six digits off the display; waits until it shows some. */
export async function readDisplay(page: Page): Promise<string> {
  const display = panel(page).getByLabel('Display');
  await display.filter({ hasText: /^\d{3} \d{3}$/ }).waitFor();
  const code = ((await display.textContent()) ?? '').replace(' ', '').trim();
  assert.match(code, /^\d{6}$/);
  return code;
}

// tab

/**
 * Drops the QR picture of Microsoft's page on the tab: as a file somebody saved, or dragged from page to page,
 * where browsers hand over the picture's address. (A mouse driven from outside cannot drag between frames.)
 */
export async function dropPicture(page: Page, qr: Locator, how: 'file' | 'address'): Promise<void> {
  const source = (await qr.getAttribute('src')) ?? '';
  const frame = await tabFrame(page);
  await frame.evaluate(
    ({ dataUrl, isFile }) => {
      const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (char) =>
        char.charCodeAt(0),
      );
      const data = new DataTransfer();
      if (isFile) data.items.add(new File([bytes], 'qr.png', { type: 'image/png' }));
      else data.setData('text/uri-list', dataUrl);
      const target = document.querySelector('.drop') ?? document.body;
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { dataUrl: source, isFile: how === 'file' },
  );
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await tabOf(page).getByLabel('Code on the token’s display').first().pressSequentially(code, { delay: 20 });
}

async function tabFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('#pane-tab').elementHandle();
  const frame = await handle?.contentFrame();
  assert.ok(frame);
  return frame;
}
