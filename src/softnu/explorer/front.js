// What lives takes the place of what came first. The still figure lies over the live one, which
// removes it once it is drawn.
const main = document.querySelector("main")
const answer = await live.catch(() => null)
if (answer?.ok) {
  const still = document.querySelector(".still")
  main.replaceChildren(document.createRange().createContextualFragment(await answer.text()))
  if (still) document.getElementById("figure").prepend(still)
} else {
  main.querySelector("[role=status]").textContent =
    "The program does not answer: is it still running? Then load this page again."
}
