/* Asks, opens sources, copies. The conversation is the list of its questions, kept by the browser. */
const KEPT = 'disclosure-qa-questions';
const words = WORDS[navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'];
element.setAttribute('role', 'log');
element.setAttribute('aria-live', 'polite');
const log = document.createElement('div');
element.append(log);
let questions = [stored(KEPT, [])].flat().filter((one) => typeof one === 'string').slice(-MOST_TURNS);
let generation = null, waiting = null;

const turns = () => [...log.querySelectorAll('.turn')];
const box = () => document.querySelector('#question textarea');
const nodes = (markup) => document.createRange().createContextualFragment(markup);
const latest = () => turns().pop()?.scrollIntoView({ block: 'start' });

/* The answers to `asked` from number `first` on, or an error with a sentence for the reader. */
const answers = async (asked, first, signal) => {
  let reply;
  try {
    reply = await fetch('turns', { method: 'POST', signal, headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ questions: asked, first }) });
    const markup = await reply.text();
    if (reply.ok) return { markup, generation: reply.headers.get('X-Index-Generation') };
  } catch (error) {
    if (signal?.aborted) throw error;
  }
  throw new Error(words.unreachable);
};
const redraw = (told) => {
  generation = told.generation;
  log.replaceChildren(nodes(told.markup));
  judged();
};
/* A line in place of an answer that did not come, with a button to try again. */
const failed = (question, reason, again) => {
  const place = document.createElement('div'), said = document.createElement('p'), button = document.createElement('button');
  place.className = 'failed';
  said.className = 'warning';
  said.setAttribute('role', 'alert');
  said.textContent = reason;
  button.type = 'button';
  button.className = 'link';
  button.textContent = words.retry;
  button.addEventListener('click', () => { place.remove(); again(); });
  said.append(' ', button);
  if (question) place.append(bubble(question));
  place.append(said);
  log.append(place);
};
const bubble = (question) => {
  const text = document.createElement('p');
  text.className = 'question';
  text.textContent = question;
  return text;
};
const restore = async () => {
  try {
    redraw(await answers(questions, 0));
    latest();
  } catch (error) {
    log.replaceChildren();
    failed(null, error.message, restore);
  }
};
const ask = async (question) => {
  const asked = [...questions, question].slice(-MOST_TURNS);
  const { signal } = waiting = new AbortController();
  const place = document.createElement('div');
  place.className = 'pending';
  place.append(bubble(question), ...[1, 2, 3].map(() => document.createElement('i')));
  log.querySelector('.failed')?.remove();
  log.append(place);
  document.body.dataset.asking = '';
  place.scrollIntoView({ block: 'nearest' });
  try {
    let told = await answers(asked, asked.length - 1, signal);
    const others = generation !== told.generation || !questions.length;
    /* Documents came or went: what stands above may no longer be so. */
    if (others && asked.length > 1) told = await answers(asked, 0, signal);
    signal.throwIfAborted();
    questions = asked;
    store(KEPT, questions);
    if (others) {
      redraw(told);
    } else {
      for (const old of turns().slice(0, Math.max(0, turns().length + 1 - MOST_TURNS))) old.remove();
      log.append(nodes(told.markup));
      judged();
    }
    latest();
    /* What was chosen may be gone: typing goes on where one types. */
    if (document.activeElement === document.body && matchMedia('(hover: hover)').matches) box()?.focus({ preventScroll: true });
  } catch (error) {
    /* A question that was stopped goes back to where it was typed, unless another stands there. */
    if (signal.aborted && !box()?.value) typed(question);
    if (signal.aborted) return;
    failed(question, error.message, () => disclosureQa.asked(question));
  } finally {
    place.remove();
    if (waiting?.signal === signal) {
      waiting = null;
      delete document.body.dataset.asking;
    }
  }
};
/* What stands where one types; Gradio learns of it as of a key. */
const typed = (text) => {
  const area = box();
  if (!area) return;
  area.value = text;
  area.dispatchEvent(new Event('input', { bubbles: true }));
};
window.disclosureQa = {
  asked(question) {
    const line = (question || '').trim().replace(/\s+/g, ' ').slice(0, MOST_CHARACTERS);
    if (line && !waiting) ask(line);
  },
  /* Asks what was typed. */
  send() {
    if (waiting || !box().value.trim()) return;
    const question = box().value;
    typed('');
    disclosureQa.asked(question);
  },
  stop() { waiting?.abort(); },
  clear() {
    waiting?.abort();
    questions = [];
    store(KEPT, questions);
    restore();
  },
  restore,
};
const bring = (details) => {
  const frame = details.querySelector('.scroll');
  const cell = frame && (frame.querySelector('td.marked') || frame.querySelector('tr.lit'));
  if (!cell) return;
  const right = cell.offsetLeft + cell.offsetWidth + 8, below = cell.offsetTop + cell.offsetHeight;
  if (cell.matches('td') && right > frame.clientWidth) frame.scrollLeft = right - frame.clientWidth;
  if (below > frame.clientHeight) frame.scrollTop = below - frame.clientHeight / 2;
};
element.addEventListener('toggle', (event) => {
  if (event.target.open) bring(event.target);
}, true);
/* Opens the source that a number in the text stands for. */
const open = (number) => {
  const place = number.closest('.turn').querySelector(`details[data-number="${number.dataset.source}"]`);
  place.open = true;
  const more = place.closest('.more');
  if (more) more.open = true;
  place.scrollIntoView({ block: 'nearest' });
  place.querySelector('summary').focus({ preventScroll: true });
};
const copy = (button) => {
  const area = document.createElement('textarea');
  area.value = button.dataset.copy;
  document.body.append(area);
  area.select();
  document.execCommand('copy'); /* the clipboard interface needs https */
  area.remove();
  button.focus({ preventScroll: true });
  button.textContent = button.dataset.copied;
};
/* Asks one question of the conversation anew, and puts its answer in the place of the old one. */
const again = async (turn) => {
  const place = turns().indexOf(turn);
  try {
    const told = await answers(questions.slice(0, place + 1), place);
    turn.replaceWith(nodes(told.markup));
    judged();
    turns()[place]?.querySelector('[data-retry]').focus({ preventScroll: true });
  } catch (error) {
    log.querySelector('.failed')?.remove();
    failed(null, error.message, () => again(turn));
  }
};
element.addEventListener('click', (event) => {
  const number = event.target.closest('button.mark'), copied = event.target.closest('[data-copy]');
  const retry = event.target.closest('[data-retry]'), chosen = event.target.closest('[data-question]');
  if (number) open(number);
  else if (copied) copy(copied);
  else if (retry) again(retry.closest('.turn'));
  else if (chosen) disclosureQa.asked(chosen.dataset.question);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') disclosureQa.stop();
});
restore();
