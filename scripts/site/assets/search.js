// Finds pages as one types: by the id of a rule first, then by words, of which the end and a slip do not matter.
const input = document.getElementById('search')
const list = document.getElementById('found')
const root = input.dataset.root
let index

function indexed() {
  if (index) return index
  index = new MiniSearch({
    fields: ['title', 'text'],
    storeFields: ['title', 'text'],
    tokenize: text => text.split(/[^\p{L}\p{N}_]+/u).filter(word => word !== ''),
    searchOptions: {
      prefix: true,
      fuzzy: word => (word.length > 4 ? 0.2 : false),
      boost: { title: 8 },
      combineWith: 'AND',
    },
  })
  index.addAll(window.warrenerPages)
  return index
}

function entryOf({ id, title, text }) {
  const [item, link, words] = ['li', 'a', 'span'].map(name => document.createElement(name))
  link.href = `${root}/${id}`
  link.textContent = title
  words.textContent = text.slice(0, window.warrenerShown)
  link.append(words)
  item.append(link)
  return item
}

function show() {
  const text = input.value.trim()
  const exact = window.warrenerPages.filter(({ title }) => text !== '' && title === text)
  const found =
    text === ''
      ? []
      : indexed()
          .search(text)
          .filter(({ id }) => !exact.some(page => page.id === id))
  const shown = [...exact, ...found].slice(0, 12)
  list.replaceChildren(...shown.map(entryOf))
  list.hidden = text === ''
  if (text !== '' && shown.length === 0) {
    const none = document.createElement('li')
    none.textContent = 'Nothing found'
    list.append(none)
  }
}

input.addEventListener('input', show)
input.form.addEventListener('submit', event => {
  event.preventDefault()
  list.querySelector('a')?.click()
})
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') list.hidden = true
  if (event.key !== '/' || event.target === input) return
  event.preventDefault()
  input.focus()
})
