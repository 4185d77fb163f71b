// What a page says until its app draws it: that it is being opened, that its scripts did not come, that this browser can't
// run them. ECMAScript 5 without modules, so that it runs where they do not.
;(function () {
  var words = {
    opening: '正在打开…',
    late: '还没有打开。网络可能很慢，请再等等，或者重新打开。',
    unreached: '没有打开。请检查网络，再试一次。',
    old: '这个浏览器太旧，打不开本页。请更新浏览器，或者换一个浏览器。',
    failed: '打开时出错。请再试一次；仍打不开，请联系司法所。',
    again: '再试一次',
  }
  try {
    if (localStorage.getItem('diandao.language') === 'en')
      words = {
        opening: 'Opening…',
        late: 'Not open yet. The network may be slow: wait a little, or open it again.',
        unreached: 'It did not open. Check the network and try again.',
        old: 'This browser is too old for this page. Update it, or use another one.',
        failed: 'It could not be opened. Try again; if that does not help, contact the station.',
        again: 'Try again',
      }
  } catch (_) {
    // no storage: the first language
  }
  var box = null
  var isLast = false // nothing that is said later says more

  function part(name, style, text) {
    var element = document.createElement(name)
    element.style.cssText = style
    element.textContent = text
    return element
  }

  function button() {
    var again = part('button', 'font:inherit;min-height:56px;padding:0 32px', words.again)
    again.type = 'button'
    again.onclick = function () {
      location.reload()
    }
    return again
  }

  function say(text, isEnd) {
    var root = document.getElementById('root')
    if (isLast || !root || (root.firstChild && root.firstChild !== box)) return // the app has drawn itself
    isLast = isEnd
    if (box) root.removeChild(box)
    box = part(isEnd ? 'main' : 'div', 'max-width:20em;margin:30vh auto;text-align:center;font:17px/1.6 sans-serif', '')
    box.setAttribute('data-testid', 'opening')
    box.setAttribute('aria-live', 'polite')
    box.appendChild(part(isEnd ? 'h1' : 'p', 'font:inherit;margin:0 16px 16px', text))
    if (text !== words.opening) box.appendChild(button())
    root.appendChild(box)
  }

  // A script that did not come, or one that it imports, is told of at its element; one that can't be read or that fails,
  // at the window.
  addEventListener(
    'error',
    function (event) {
      if (event.target && event.target.nodeName === 'SCRIPT') say(words.unreached, true)
      else if (event.error) say(event.error instanceof SyntaxError ? words.old : words.failed, true)
    },
    true
  )
  addEventListener('unhandledrejection', function () {
    say(words.failed, true)
  })
  setTimeout(function () {
    say('noModule' in document.createElement('script') ? words.opening : words.old, false)
  }, 1500)
  setTimeout(function () {
    say(words.late, false)
  }, 20000)
})()
