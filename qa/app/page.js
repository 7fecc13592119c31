/* Opens sources, copies, and hands a chosen question on. One listener serves every answer. */
element.setAttribute('role', 'log');
element.setAttribute('aria-live', 'polite');
const pending = () => element.querySelector('.pending');
window.disclosureQa = {
  begin(question) {
    if (!question.trim() || pending()) return;
    document.body.dataset.asking = '';
    const place = document.createElement('div'), text = document.createElement('p');
    place.className = 'pending';
    text.className = 'question';
    text.textContent = question;
    place.append(text, ...[1, 2, 3].map(() => document.createElement('i')));
    element.append(place);
    place.scrollIntoView({ block: 'nearest' });
  },
  end() {
    delete document.body.dataset.asking;
    pending()?.remove();
  },
};
const bring = (details) => {
  const box = details.querySelector('.scroll');
  const cell = box && (box.querySelector('td.marked') || box.querySelector('tr.lit'));
  if (!cell) return;
  const right = cell.offsetLeft + cell.offsetWidth + 8, below = cell.offsetTop + cell.offsetHeight;
  if (cell.matches('td') && right > box.clientWidth) box.scrollLeft = right - box.clientWidth;
  if (below > box.clientHeight) box.scrollTop = below - box.clientHeight / 2;
};
element.addEventListener('toggle', (event) => {
  if (event.target.open) bring(event.target);
}, true);
element.addEventListener('click', async (event) => {
  const mark = event.target.closest('button.mark');
  if (mark) {
    const place = mark.closest('.turn').querySelector(`details[data-number="${mark.dataset.source}"]`);
    place.open = true;
    const more = place.closest('.more');
    if (more) more.open = true;
    place.scrollIntoView({ block: 'nearest' });
    place.querySelector('summary').focus({ preventScroll: true });
    return;
  }
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    const area = document.createElement('textarea');
    area.value = copy.dataset.copy;
    document.body.append(area);
    area.select();
    document.execCommand('copy'); /* the clipboard interface needs https */
    area.remove();
    copy.textContent = copy.dataset.copied;
    return;
  }
  const chosen = event.target.closest('[data-question]');
  if (event.target.closest('[data-retry]')) trigger('click', { question: '' });
  if (!chosen) return;
  disclosureQa.begin(chosen.dataset.question);
  trigger('click', { question: chosen.dataset.question });
});
/* A new answer begins at the top of the window, as soon as its chart makes room for that, unless
   its reader is already about something else. */
const SETTLING = 3000;
let settled = 0;
const latest = () => [...element.querySelectorAll('.turn')].pop()?.scrollIntoView({ block: 'start' });
for (const kind of ['pointerdown', 'wheel', 'keydown']) {
  document.addEventListener(kind, () => { settled = 0; }, { passive: true });
}
new ResizeObserver(() => { if (Date.now() < settled) latest(); }).observe(document.body);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && pending()) document.querySelector('#stop').click();
});
watch('value', () => {
  disclosureQa.end();
  /* What was chosen is gone with the old text: typing goes on where one types. */
  if (document.activeElement === document.body && matchMedia('(hover: hover)').matches) {
    document.querySelector('#question textarea')?.focus({ preventScroll: true });
  }
  settled = Date.now() + SETTLING;
  latest();
});
