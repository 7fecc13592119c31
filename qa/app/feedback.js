/* Right or wrong: sends an opinion, and shows again what this browser said of an answer. */
const stored = (name, usual) => {
  try { return JSON.parse(localStorage.getItem(name)) ?? usual; } catch { return usual; }
};
const store = (name, value) => {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* private window: forgotten */ }
};
const ME = 'disclosure-qa-browser', SAID = 'disclosure-qa-said', MOST_SAID = 200;
const browser = () => {
  const known = stored(ME, '');
  if (/^[0-9a-f]{32}$/.test(known)) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
  store(ME, made);
  return made;
};
const mark = (turn, verdict) => {
  for (const button of turn.querySelectorAll('[data-verdict]')) {
    button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict));
  }
};
const say = (turn, text, link) => {
  const place = turn.querySelector('.kept');
  place.textContent = text;
  place.hidden = false;
  if (!link) return;
  const address = document.createElement('a');
  address.href = `export/feedback.jsonl?browser=${browser()}`;
  address.download = '';
  address.textContent = place.dataset.export;
  place.append(' ', address);
};
const send = async (turn, verdict, form) => {
  const words = turn.querySelector('.kept').dataset;
  const body = { ...JSON.parse(turn.dataset.asked), verdict, browser: browser(),
    expected: verdict === 'wrong' ? form.expected.value : '', remark: form.remark.value };
  let reply;
  try {
    reply = await fetch('feedback', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    return say(turn, words.failed);
  }
  if (!reply.ok) {
    const told = await reply.json().catch(() => ({}));
    return say(turn, told.error || words.failed);
  }
  mark(turn, verdict);
  const said = stored(SAID, []).filter(([asked]) => asked !== turn.dataset.asked);
  store(SAID, [...said, [turn.dataset.asked, verdict]].slice(-MOST_SAID));
  say(turn, words.kept, true);
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-verdict]');
  if (!button) return;
  const turn = button.closest('.turn'), form = turn.querySelector('form.remark');
  form.dataset.chosen = button.dataset.verdict;
  form.querySelector('.expected').hidden = button.dataset.verdict === 'right';
  form.hidden = false;
  form.scrollIntoView({ block: 'nearest' });
  send(turn, button.dataset.verdict, form);
  if (button.dataset.verdict === 'wrong') form.expected.focus({ preventScroll: true });
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target, turn = form.closest('.turn');
  send(turn, form.dataset.chosen, form).then(() => { form.hidden = true; });
});
const judged = () => {
  const said = new Map(stored(SAID, []));
  for (const turn of element.querySelectorAll('.turn')) mark(turn, said.get(turn.dataset.asked));
};
