package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// workersCustomDomain is cloudflare_workers_custom_domain (docs/facts/cloudflare.md, Workers).
type workersCustomDomain struct{ service service }

func (*workersCustomDomain) Metadata(
	_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse,
) {
	response.TypeName = "cloudflare_workers_custom_domain"
}

func (*workersCustomDomain) Schema(
	_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse,
) {
	replacing := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"account_id":  schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"hostname":    schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"service":     schema.StringAttribute{Required: true},
		"environment": schema.StringAttribute{Optional: true, Computed: true},
		"zone_id":     schema.StringAttribute{Optional: true, Computed: true},
		"zone_name":   schema.StringAttribute{Optional: true, Computed: true},
		"cert_id":     schema.StringAttribute{Computed: true},
	}}
}

type domainModel struct {
	ID          types.String `tfsdk:"id"`
	AccountID   types.String `tfsdk:"account_id"`
	Hostname    types.String `tfsdk:"hostname"`
	Service     types.String `tfsdk:"service"`
	Environment types.String `tfsdk:"environment"`
	ZoneID      types.String `tfsdk:"zone_id"`
	ZoneName    types.String `tfsdk:"zone_name"`
	CertID      types.String `tfsdk:"cert_id"`
}

// apiHostname is a hostname of a Worker as the API answers it.
type apiHostname struct {
	ID          string `json:"id"`
	Hostname    string `json:"hostname"`
	Service     string `json:"service"`
	Environment string `json:"environment"`
	ZoneID      string `json:"zoneId"`
	ZoneName    string `json:"zoneName"`
	CertID      string `json:"certId"`
}

func liveDomain(accountID types.String, found apiHostname) domainModel {
	return domainModel{
		ID:          types.StringValue(found.ID),
		AccountID:   accountID,
		Hostname:    types.StringValue(found.Hostname),
		Service:     types.StringValue(found.Service),
		Environment: types.StringValue(found.Environment),
		ZoneID:      types.StringValue(found.ZoneID),
		ZoneName:    types.StringValue(found.ZoneName),
		CertID:      types.StringValue(found.CertID),
	}
}

// put attaches the hostname, and takes from the answer only what the program leaves open.
func (r *workersCustomDomain) put(m domainModel) (domainModel, error) {
	body := map[string]any{}
	put(body, "hostname", m.Hostname)
	put(body, "service", m.Service)
	put(body, "environment", m.Environment)
	put(body, "zoneId", m.ZoneID)
	put(body, "zoneName", m.ZoneName)
	made, _, err := call[apiHostname](r.service, "putHostname", m.AccountID.ValueString(), body)
	state := liveDomain(m.AccountID, made)
	state.Hostname, state.Service = m.Hostname, m.Service
	for _, one := range []struct{ said, state *types.String }{
		{&m.Environment, &state.Environment}, {&m.ZoneID, &state.ZoneID}, {&m.ZoneName, &state.ZoneName},
	} {
		if !one.said.IsUnknown() && !one.said.IsNull() {
			*one.state = *one.said
		}
	}
	return state, err
}

func (r *workersCustomDomain) Create(
	ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse,
) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.put)
}

func (r *workersCustomDomain) Update(
	ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse,
) {
	write(ctx, request.Plan, &response.State, &response.Diagnostics, r.put)
}

func (r *workersCustomDomain) find(accountID types.String, id string) (domainModel, bool, error) {
	found, isThere, err := call[apiHostname](r.service, "readHostname", accountID.ValueString(), id)
	return liveDomain(accountID, found), isThere, err
}

func (r *workersCustomDomain) Read(
	ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse,
) {
	refresh(ctx, request, response, func(state domainModel) (domainModel, bool, error) {
		return r.find(state.AccountID, state.ID.ValueString())
	})
}

func (r *workersCustomDomain) Delete(
	ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse,
) {
	remove(ctx, request, response, func(state domainModel) error {
		_, _, err := call[any](
			r.service, "deleteHostname", state.AccountID.ValueString(), state.ID.ValueString())
		return err
	})
}

func (r *workersCustomDomain) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	account, id, ok := importParts(request, response, "<account_id>/<domain_id>")
	if !ok {
		return
	}
	found, isThere, err := r.find(types.StringValue(account), id)
	adopt(ctx, response, found, isThere, err)
}
