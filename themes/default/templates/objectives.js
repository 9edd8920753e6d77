{% import "partials/goal_tree.html" as goals %}
window.okrsiteRows&&window.okrsiteRows({{ page.number|tojson }},{{ page.first|tojson }},[
{% for row in page.rows %}
{{ goals.rows(row, words)|tojson }}{{ "," if not loop.last }}
{% endfor %}
]);
