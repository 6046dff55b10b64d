#include "report_graphs.hpp"

#include "nn/core/print.hpp"

namespace chapter03 {

void print_bill(const Evening& e, const Bill& b) {
  const Evening& d = b.derivative;
  const auto row = [](const char* name, double value, double derivative) {
    fmt::print("  {:24} {:8.2f} {:12.2f}\n", name, value, derivative);
  };
  fmt::print("  number                      value   d total/d it\n");
  row("tickets", e.tickets, d.tickets);
  row("price of a ticket", e.ticket, d.ticket);
  row("coffees", e.coffees, d.coffees);
  row("price of a coffee", e.coffee, d.coffee);
  row("tickets x price", b.for_tickets, b.d_for_tickets);
  row("coffees x price", b.for_coffees, b.d_for_coffees);
  row("sum", b.sum, b.d_sum);
  row("service", e.service, d.service);
  row("total", b.total, 1);
}

void print_path(const NetworkGraph& net) {
  fmt::print("  node            value   dE/d it\n");
  for (const auto& [name, id] : net.path)
    fmt::print("  {:10} {:10.6f} {:9.6f}\n", name, net.graph.value(id),
               net.graph.gradient(id));
}

}  // namespace chapter03
